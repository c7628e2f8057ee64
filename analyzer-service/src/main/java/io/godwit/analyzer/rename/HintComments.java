package io.godwit.analyzer.rename;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.model.SourceLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Hints in comments beside what was renamed, in any language: `/// godwit: renamed from name`. They stand in the line
/// of the column or table or in one of the lines above it.
final class HintComments {
    private static final Pattern COMMENT =
            Pattern.compile("(?://|#|--|\\*).*?godwit:\\s*renamed\\s+from\\s+[\"'`]?([\\w.$]+)");

    private static final int LINES_ABOVE = 8;

    private HintComments() {}

    static List<RenameHint> in(List<SourceFile> files, DesiredSchema schema) {
        List<RenameHint> hints = new ArrayList<>();
        for (SourceFile file : files) {
            if (!file.text().contains("godwit:")) {
                continue;
            }
            List<String> lines = file.text().lines().toList();
            for (int at = 0; at < lines.size(); at++) {
                Matcher matcher = COMMENT.matcher(lines.get(at));
                if (matcher.find()) {
                    String old = matcher.group(1);
                    schema.locations().entrySet().stream()
                            .filter(HintComments::mayBeRenamed)
                            .filter(follows(file.path(), at + 1, schema))
                            .min(Comparator.comparingInt((Map.Entry<Element, SourceLocation> entry) ->
                                            entry.getValue().line())
                                    .thenComparing(
                                            entry -> entry.getKey().part().length()))
                            .map(entry -> hint(entry.getKey(), old))
                            .ifPresent(hints::add);
                }
            }
        }
        return hints;
    }

    private static boolean mayBeRenamed(Map.Entry<Element, SourceLocation> entry) {
        return !entry.getValue().file().isEmpty();
    }

    private static Predicate<Map.Entry<Element, SourceLocation>> follows(String file, int line, DesiredSchema schema) {
        return entry -> entry.getValue().file().equals(file)
                && entry.getValue().line() >= line
                && entry.getValue().line() <= line + LINES_ABOVE
                && schema.catalog()
                        .table(entry.getKey().object())
                        .filter(table -> entry.getKey().part().isEmpty()
                                || table.column(entry.getKey().part()).isPresent())
                        .isPresent();
    }

    private static RenameHint hint(Element element, String old) {
        if (element.part().isEmpty()) {
            return new RenameHint(old, element.object().toString());
        }
        String column = old.substring(old.lastIndexOf('.') + 1);
        return new RenameHint(element.object() + "." + column, element.object() + "." + element.part());
    }
}
