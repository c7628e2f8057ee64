package io.godwit.cli.timeline;

import io.godwit.cli.ExitCode;

/// Where a migration stands, in one word.
public enum State {
    /// A service is at work on it, or will be in a moment.
    RUNNING(false, ExitCode.OK),
    /// A person has to decide something.
    WAITING(false, ExitCode.OK),
    /// A person stopped it for now.
    PAUSED(false, ExitCode.OK),
    /// It is in production.
    APPLIED(true, ExitCode.OK),
    /// The code change needs none.
    NOTHING_TO_DO(true, ExitCode.OK),
    /// The input has to be mended or questions answered before anything can be proposed.
    UNDECIDED(true, ExitCode.FINDINGS),
    /// The validator, the shadow test or a person said no; production was not touched.
    REJECTED(true, ExitCode.FINDINGS),
    /// Something went wrong on the way.
    FAILED(true, ExitCode.FINDINGS),
    /// It was in production and is undone.
    ROLLED_BACK(true, ExitCode.FINDINGS);

    private final boolean ended;
    private final int exitCode;

    State(boolean ended, int exitCode) {
        this.ended = ended;
        this.exitCode = exitCode;
    }

    /// Whether nothing more happens without a new event from outside.
    public boolean ended() {
        return ended;
    }

    /// Whether it goes on only when a person decides something.
    public boolean waitsForPerson() {
        return this == WAITING || this == PAUSED;
    }

    /// What a command that waited for the end exits with.
    public int exitCode() {
        return exitCode;
    }

    /// As printed: lower case, words apart.
    public String words() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
