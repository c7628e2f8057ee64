package io.godwit.stack;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A stack that could not start, with every reason found.
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<StackProblem> problems;

    public StackException(List<StackProblem> problems, @Nullable Throwable cause) {
        super(problems.stream().map(StackProblem::message).collect(Collectors.joining("\n")), cause);
        this.problems = List.copyOf(problems);
    }

    public StackException(StackProblem problem, Throwable cause) {
        this(List.of(problem), cause);
    }

    public StackException(StackProblem problem) {
        this(List.of(problem), null);
    }

    /// At least one.
    public List<StackProblem> problems() {
        return problems;
    }
}
