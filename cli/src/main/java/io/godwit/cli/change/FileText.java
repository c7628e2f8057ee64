package io.godwit.cli.change;

import java.nio.charset.StandardCharsets;

/// The text of a file of source code.
public final class FileText {
    private FileText() {}

    /// As UTF-8, or as UTF-16 where the file begins with its mark.
    public static String decoded(byte[] bytes) {
        boolean marked = bytes.length > 1
                && (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE
                        || bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF);
        return new String(bytes, marked ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
    }
}
