package io.godwit.analyzer.syntax;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A file's text as the parser counts it: in bytes of UTF-8.
final class SourceText {
    private final String file;

    private final byte[] bytes;

    private final int[] lineStarts;

    SourceText(String file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
        this.lineStarts = lineStarts(bytes);
    }

    String file() {
        return file;
    }

    String between(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /// Counted from 1.
    int lineAt(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /// Counted from 1, in characters.
    int columnAt(int offset) {
        return between(lineStarts[lineAt(offset) - 1], offset).length() + 1;
    }

    private static int[] lineStarts(byte[] bytes) {
        int lines = 1;
        for (byte each : bytes) {
            if (each == '\n') {
                lines++;
            }
        }
        int[] starts = new int[lines];
        int line = 1;
        for (int offset = 0; offset < bytes.length; offset++) {
            if (bytes[offset] == '\n') {
                starts[line++] = offset + 1;
            }
        }
        return starts;
    }
}
