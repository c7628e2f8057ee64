package io.godwit.cli;

import io.godwit.model.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The text of a script somebody names on the command line.
public final class ScriptText {
    private ScriptText() {}

    /// @param named as the command line names it: `--from old.sql`
    /// @throws Problem USER if there is no such file, or no text in it
    public static String of(Path file, String named) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw Problem.user("NO_SUCH_FILE", named + ": there is no such file.");
        }
        return of(Files.readAllBytes(file), named);
    }

    /// As UTF-8, without its mark.
    ///
    /// @throws Problem USER if it is none
    public static String of(byte[] bytes, String named) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .replaceFirst("^\uFEFF", "");
        } catch (CharacterCodingException problem) {
            throw Problem.user("NOT_TEXT", named + " is not UTF-8 text.", problem);
        }
    }
}
