package io.godwit.analyzer.query;

/// What escape sequences stand for; the languages here agree on those that matter in SQL.
final class Escapes {
    private Escapes() {}

    /// @param written with its backslash; `{{` and `}}` of Python's f-strings as well
    static String resolved(String written) {
        if (written.startsWith("{") || written.startsWith("}")) {
            return written.substring(0, written.length() / 2);
        }
        if (written.length() < 2 || written.charAt(0) != '\\') {
            return written;
        }
        char kind = written.charAt(1);
        return switch (kind) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'b', 'f', 'v', 'a', '0' -> " ";
            case 's' -> " ";
            case '\n', '\r' -> "";
            case 'u', 'x', 'U' -> codePoint(written.substring(2).replaceAll("[{}]", ""), written);
            default -> written.substring(1);
        };
    }

    private static String codePoint(String digits, String written) {
        try {
            return Character.toString(Integer.parseInt(digits, 16));
        } catch (IllegalArgumentException notACodePoint) {
            return written;
        }
    }
}
