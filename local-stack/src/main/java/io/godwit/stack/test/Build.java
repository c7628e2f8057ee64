package io.godwit.stack.test;

import java.util.Optional;
import java.util.stream.Stream;

/// What the tests run in: a Maven build, whose process outlives the test JVMs of its modules, or just this JVM (an
/// IDE).
record Build(ProcessHandle process) {
    private static final String MAVEN = "org.codehaus.plexus.classworlds.launcher.Launcher";

    static Build current() {
        ProcessHandle self = ProcessHandle.current();
        return Stream.iterate(self.parent(), Optional::isPresent, parent -> parent.flatMap(ProcessHandle::parent))
                .flatMap(Optional::stream)
                .map(Build::new)
                .filter(Build::isMaven)
                .findFirst()
                .orElseGet(() -> new Build(self));
    }

    boolean isMaven() {
        return process.info().commandLine().orElse("").contains(MAVEN);
    }
}
