package io.godwit.stack.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.godwit.stack.process.Folders;
import io.godwit.stack.process.ProcessNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryFolderTest {
    @Test
    void what_a_killed_process_left_is_deleted_and_what_a_living_one_has_stays() throws IOException {
        Optional<Path> first = MemoryFolder.create();
        assumeTrue(first.isPresent(), "this machine has no memory to spare");
        Path mine = first.get();
        ProcessNote me = ProcessNote.of(ProcessHandle.current());
        String ended = new ProcessNote(me.pid(), me.startedAt() - 1).text();
        Path left = Files.createDirectories(mine.resolveSibling("godwit-" + ended + "-1"));
        Files.writeString(left.resolve("file"), "");

        Path second = MemoryFolder.create().orElseThrow();

        assertThat(left).doesNotExist();
        assertThat(mine).isNotEqualTo(second).isEmptyDirectory();
        assertThat(Files.getPosixFilePermissions(second)).hasSize(3);
        Folders.delete(mine);
        Folders.delete(second);
    }
}
