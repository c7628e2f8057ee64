package io.godwit.stack.test;

import io.godwit.stack.process.ProcessNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// What the tests run in: a Maven build, whose process outlives the test JVMs of its modules, or just this JVM (an
/// IDE).
record Build(ProcessHandle process) {
    private static final String MAVEN = "org.codehaus.plexus.classworlds.launcher.Launcher";

    static Build current() {
        ProcessHandle self = ProcessHandle.current();
        return new Build(
                Stream.iterate(self.parent(), Optional::isPresent, parent -> parent.flatMap(ProcessHandle::parent))
                        .flatMap(Optional::stream)
                        .filter(Build::isMaven)
                        .findFirst()
                        .orElse(self));
    }

    /// Leaves a note in `users` that this build uses the part.
    void signIn(Path users) throws IOException {
        Files.writeString(
                users.resolve(Long.toString(process.pid())),
                ProcessNote.of(process).text());
    }

    /// Maven's launcher stands early in a command line that may be long, and some systems cut it off.
    private static boolean isMaven(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(MAVEN);
    }
}
