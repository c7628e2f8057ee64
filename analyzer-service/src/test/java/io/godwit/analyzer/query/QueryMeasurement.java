package io.godwit.analyzer.query;

import io.godwit.analyzer.FileChange;
import io.godwit.model.SourceLocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the source files below a folder as if a change had added them, and prints the queries that were found, those
/// that were left out with the reason, and the lines that look like SQL but are in neither: for looking through by eye.
/// `java … QueryMeasurement FOLDER...`
final class QueryMeasurement {
    private static final Pattern LOOKS_LIKE_SQL = Pattern.compile(
            "(?i)\\bselect\\s.{1,200}\\bfrom\\s+[\\w\"]|\\binsert\\s+into\\s+[\\w\"]|\\bdelete\\s+from\\s+[\\w\"]"
                    + "|\\bupdate\\s+[\\w\".]+\\s+set\\b");

    private QueryMeasurement() {}

    public static void main(String[] folders) throws IOException {
        int queries = 0;
        int leftOut = 0;
        int silent = 0;
        for (String folder : folders) {
            List<Path> files;
            try (Stream<Path> all = Files.walk(Path.of(folder))) {
                files = all.filter(Files::isRegularFile).sorted().toList();
            }
            for (Path path : files) {
                String name = Path.of(folder).relativize(path).toString();
                if (!AddedQueries.reads(name)) {
                    continue;
                }
                String text = Files.readString(path, StandardCharsets.UTF_8);
                AddedQueries found =
                        AddedQueries.in(List.of(new FileChange(name, Optional.empty(), Optional.of(text))));
                List<Integer> lines = new ArrayList<>();
                for (AddedQuery query : found.queries()) {
                    SourceLocation at = query.string().location();
                    lines.add(at.line());
                    System.out.println("QUERY " + at + (query.pastedIn() ? " (parts) " : " ")
                            + query.sql().replaceAll("\\s+", " ").strip());
                    System.out.println("      " + brief(query.uses()));
                }
                for (String left : found.leftOut()) {
                    System.out.println("LEFT  " + left);
                    Matcher line = Pattern.compile(":(\\d+)").matcher(left);
                    if (line.find()) {
                        lines.add(Integer.parseInt(line.group(1)));
                    }
                }
                queries += found.queries().size();
                leftOut += found.leftOut().size();
                silent += silent(name, text, lines);
            }
        }
        System.out.println(
                queries + " queries, " + leftOut + " left out, " + silent + " lines that look like SQL besides");
    }

    private static int silent(String name, String text, List<Integer> lines) {
        int silent = 0;
        Matcher sql = LOOKS_LIKE_SQL.matcher(text);
        while (sql.find()) {
            int line = 1
                    + (int) text.substring(0, sql.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            if (lines.stream().noneMatch(each -> each <= line && line - each < 25)) {
                silent++;
                System.out.println("NONE  " + name + ":" + line + " "
                        + text.lines().skip(line - 1).findFirst().orElse("").strip());
            }
        }
        return silent;
    }

    private static String brief(List<Use> uses) {
        StringBuilder brief = new StringBuilder();
        for (Use use : uses) {
            switch (use) {
                case Use.TableUse(var table) -> brief.append(" T:").append(table.name());
                case Use.ColumnUse column ->
                    brief.append(' ')
                            .append(
                                    column.tables().size() == 1
                                            ? column.tables().getFirst().name()
                                            : "?" + column.tables().size())
                            .append(column.open() ? "~" : ".")
                            .append(column.column());
                case Use.ConflictTarget target -> brief.append(" CONFLICT").append(target.columns());
                case Use.Filter _ -> {}
            }
        }
        return brief.toString();
    }
}
