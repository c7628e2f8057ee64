package io.godwit.analyzer.syntax;

import java.util.Locale;
import java.util.Optional;

/// The languages whose syntax is known. Each is a native library of its own, loaded when it is first asked for.
public enum Grammar {
    TYPESCRIPT,
    TSX,
    JAVASCRIPT,
    PYTHON,
    JAVA,
    GO,
    KOTLIN,
    RUBY;

    /// The grammar of a file of this name; empty for one of another language.
    public static Optional<Grammar> ofPath(String path) {
        return switch (path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
            case "ts", "mts", "cts" -> Optional.of(TYPESCRIPT);
            case "tsx" -> Optional.of(TSX);
            case "js", "mjs", "cjs", "jsx" -> Optional.of(JAVASCRIPT);
            case "py", "pyi" -> Optional.of(PYTHON);
            case "java" -> Optional.of(JAVA);
            case "go" -> Optional.of(GO);
            case "kt", "kts" -> Optional.of(KOTLIN);
            case "rb", "rake" -> Optional.of(RUBY);
            default -> Optional.empty();
        };
    }

    /// Its name in the names of the native library and of the function in it.
    String nativeName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
