package io.godwit.cli;

/// What the command's exit status says. Scripts rely on it.
public final class ExitCode {
    /// Done, and nothing is wrong.
    public static final int OK = 0;
    /// Done, and something is wrong: a migration was rejected or failed, a check found something.
    public static final int FINDINGS = 1;
    /// The command was called wrongly: an unknown option, an id no migration has, a revision git does not know.
    public static final int USAGE = 2;
    /// Something the command needs is missing or does not answer: the broker, a database, a JDK.
    public static final int ENVIRONMENT = 3;

    private ExitCode() {}
}
