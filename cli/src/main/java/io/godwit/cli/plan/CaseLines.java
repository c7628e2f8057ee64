package io.godwit.cli.plan;

import io.godwit.model.Problem;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// Opens files of JSON lines.
public final class CaseLines {
    private CaseLines() {}

    /// @param file a path; one that ends in `.gz` is unpacked, `-` is standard input
    /// @throws Problem USER if there is no such file
    public static BufferedReader open(String file) throws IOException {
        if (file.equals("-")) {
            return reader(new FileInputStream(FileDescriptor.in));
        }
        if (!Files.isReadable(Path.of(file))) {
            throw Problem.user("NO_SUCH_FILE", "--cases " + file + ": there is no such file.");
        }
        InputStream bytes = Files.newInputStream(Path.of(file));
        return reader(file.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes);
    }

    private static BufferedReader reader(InputStream bytes) {
        return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    }
}
