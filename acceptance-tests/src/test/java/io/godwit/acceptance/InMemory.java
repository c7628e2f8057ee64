package io.godwit.acceptance;

import io.godwit.stack.test.MemoryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/// Temporary folders for whole stacks: in memory, where the machine has room for them there.
public final class InMemory implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
        Optional<Path> folder = MemoryFolder.create();
        return folder.isPresent() ? folder.get() : Files.createTempDirectory("godwit-");
    }
}
