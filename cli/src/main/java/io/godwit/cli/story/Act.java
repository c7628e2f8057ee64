package io.godwit.cli.story;

import java.io.IOException;
import java.time.Duration;
import org.eclipse.jgit.api.errors.GitAPIException;

/// One change of the demo and what becomes of it.
interface Act {
    /// How long a change may take from its commit to production, here. A story that takes longer has gone wrong.
    Duration TIME_TO_APPLY = Duration.ofSeconds(60);

    /// One line that says what will be seen.
    String title();

    /// Plays it, and notes in the scene's checklist what was seen and what was not.
    void play(Scene scene) throws IOException, GitAPIException, InterruptedException;
}
