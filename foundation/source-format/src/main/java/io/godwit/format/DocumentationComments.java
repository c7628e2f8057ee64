package io.godwit.format;

import java.util.stream.Collectors;

/// Wraps `///` comments before the formatter sees them: it breaks long ones into lines that are no comments any more.
final class DocumentationComments {
    private static final int WIDTH = 120;

    private DocumentationComments() {}

    static String wrapped(String source) {
        return source.lines().map(DocumentationComments::wrappedLine).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String wrappedLine(String line) {
        String text = line.stripLeading();
        if (line.length() <= WIDTH || !text.startsWith("/// ")) {
            return line;
        }
        String prefix = line.substring(0, line.length() - text.length()) + "/// ";
        StringBuilder wrapped = new StringBuilder();
        StringBuilder current = new StringBuilder(prefix);
        for (String word : text.substring(4).split("(?<=\\S)(?= )")) {
            boolean full = current.length() + word.length() > WIDTH && current.length() > prefix.length();
            if (full) {
                wrapped.append(current).append('\n');
                current = new StringBuilder(prefix);
            }
            current.append(full ? word.stripLeading() : word);
        }
        return wrapped.append(current).toString();
    }
}
