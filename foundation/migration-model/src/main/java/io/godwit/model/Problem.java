package io.godwit.model;

import org.jspecify.annotations.Nullable;

/// An error with a stable code and the party that can do something about it. Its message names the object and the next
/// step.
public final class Problem extends RuntimeException {
    /// Who can do something about it.
    public enum Category {
        /// The input is wrong: trying again changes nothing.
        USER,
        /// Something around the service is out of order (a database that cannot be reached, a wrong password): trying
        /// again may help.
        ENVIRONMENT,
        /// A defect of Godwit.
        INTERNAL
    }

    private final String code;
    private final Category category;

    private Problem(String code, Category category, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.category = category;
    }

    /// @param code stable, upper-case words joined by `_`, for example `SCHEMA_FILE_UNREADABLE`
    public static Problem user(String code, String message) {
        return new Problem(code, Category.USER, message, null);
    }

    public static Problem user(String code, String message, Throwable cause) {
        return new Problem(code, Category.USER, message, cause);
    }

    public static Problem environment(String code, String message) {
        return new Problem(code, Category.ENVIRONMENT, message, null);
    }

    public static Problem environment(String code, String message, Throwable cause) {
        return new Problem(code, Category.ENVIRONMENT, message, cause);
    }

    public static Problem internal(String code, String message, Throwable cause) {
        return new Problem(code, Category.INTERNAL, message, cause);
    }

    public String code() {
        return code;
    }

    public Category category() {
        return category;
    }
}
