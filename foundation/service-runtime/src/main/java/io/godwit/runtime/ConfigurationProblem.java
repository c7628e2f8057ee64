package io.godwit.runtime;

import java.util.List;

/// The configuration cannot be used. Its message lists everything that is wrong with it.
public final class ConfigurationProblem extends RuntimeException {
    private final transient List<String> problems;

    ConfigurationProblem(String service, List<String> problems) {
        super("The configuration of " + service + " has "
                + (problems.size() == 1 ? "a problem" : problems.size() + " problems") + ":\n  - "
                + String.join("\n  - ", problems)
                + "\nRun it with --help to see every key.");
        this.problems = List.copyOf(problems);
    }

    /// What is wrong, one text for each key concerned.
    public List<String> problems() {
        return problems;
    }
}
