package io.godwit.cli.check;

import io.godwit.cli.plan.JsonTree;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was found, in the forms people and programs read.
///
/// @param scripts by file, for the lines shown
/// @param notes   what was not checked, and why
record CheckReport(List<ReportedFinding> findings, Map<String, String> scripts, List<String> notes) {
    private static final String PAGES = "docs/findings/";

    String text() {
        StringBuilder out = new StringBuilder();
        Map<String, List<String>> lines = new LinkedHashMap<>();
        scripts.forEach((file, script) -> lines.put(file, script.lines().toList()));
        for (ReportedFinding each : findings) {
            if (each.silenced().isPresent()) {
                continue;
            }
            out.append(each.place())
                    .append(": ")
                    .append(word(each.severity()))
                    .append(' ')
                    .append(each.finding().code())
                    .append(": ")
                    .append(each.finding().message())
                    .append('\n');
            String line = line(lines, each.place());
            out.append("    ").append(line).append('\n');
            out.append("    ").append(" ".repeat(Math.max(0, each.place().column() - 1)));
            out.append("^").append('\n');
            out.append("  why:  ").append(each.finding().why()).append('\n');
            out.append("  help: ").append(each.finding().help()).append('\n');
            for (Evidence evidence : each.finding().evidence()) {
                out.append("  known: ").append(evidence.fact()).append(" (");
                out.append(word(evidence.provenance())).append(")\n");
            }
            if (!each.policy().isEmpty()) {
                out.append("  ").append(each.policy()).append('\n');
            }
            out.append("  page: ").append(PAGES).append(each.finding().code()).append(".md\n\n");
        }
        for (ReportedFinding each : findings) {
            each.silenced()
                    .ifPresent(reason -> out.append(each.place())
                            .append(": silenced ")
                            .append(each.finding().code())
                            .append(": ")
                            .append(reason)
                            .append('\n'));
        }
        notes.forEach(note -> out.append("note: ").append(note).append('\n'));
        return out.append(summary()).toString();
    }

    String summary() {
        long silenced =
                findings.stream().filter(each -> each.silenced().isPresent()).count();
        List<String> parts = new ArrayList<>();
        for (Severity severity : List.of(Severity.DANGER, Severity.WARNING, Severity.INFO)) {
            long count = findings.stream()
                    .filter(each -> each.silenced().isEmpty() && each.severity() == severity)
                    .count();
            parts.add(count + " " + word(severity));
        }
        return String.join(", ", parts) + (silenced == 0 ? "" : ", " + silenced + " silenced") + " in " + scripts.size()
                + (scripts.size() == 1 ? " file" : " files");
    }

    private static String line(Map<String, List<String>> lines, Place place) {
        List<String> file = lines.getOrDefault(place.file(), List.of());
        return place.line() <= file.size() ? file.get(place.line() - 1).replace('\t', ' ') : "";
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    String json() {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("findings", findings.stream().map(this::json).toList());
        root.put("notes", notes);
        return JsonTree.write(root);
    }

    private Map<String, @Nullable Object> json(ReportedFinding each) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("file", each.place().file());
        json.put("line", each.place().line());
        json.put("column", each.place().column());
        json.put("code", each.finding().code());
        json.put("severity", word(each.severity()));
        json.put("blocking", word(each.finding().blocking()));
        json.put("message", each.finding().message());
        json.put("why", each.finding().why());
        json.put("help", each.finding().help());
        json.put("statement", each.statement());
        json.put(
                "evidence",
                each.finding().evidence().stream()
                        .map(one -> Map.of("provenance", word(one.provenance()), "fact", one.fact()))
                        .toList());
        each.silenced().ifPresent(reason -> json.put("silenced", reason));
        if (!each.policy().isEmpty()) {
            json.put("policy", each.policy());
        }
        return json;
    }

    /// Annotations of GitHub Actions.
    String github() {
        StringBuilder out = new StringBuilder();
        for (ReportedFinding each : findings) {
            if (each.silenced().isEmpty()) {
                out.append("::")
                        .append(level(each.severity(), "error", "warning", "notice"))
                        .append(" file=")
                        .append(escaped(each.place().file()).replace(":", "%3A").replace(",", "%2C"))
                        .append(",line=")
                        .append(each.place().line())
                        .append(",col=")
                        .append(each.place().column())
                        .append(",title=")
                        .append(each.finding().code())
                        .append("::")
                        .append(escaped(each.finding().message() + ": "
                                + each.finding().why() + ". " + each.finding().help()))
                        .append('\n');
            }
        }
        return out.toString().stripTrailing();
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    String markdown() {
        StringBuilder out = new StringBuilder("| where | severity | finding | what to do |\n|--|--|--|--|\n");
        for (ReportedFinding each : findings) {
            if (each.silenced().isEmpty()) {
                out.append("| `").append(each.place()).append("` | ").append(word(each.severity()));
                out.append(" | **").append(each.finding().code()).append("** ");
                out.append(cell(each.finding().message()))
                        .append(": ")
                        .append(cell(each.finding().why()));
                out.append(" | ").append(cell(each.finding().help())).append(" |\n");
            }
        }
        findings.forEach(each -> each.silenced()
                .ifPresent(reason -> out.append("\n> `")
                        .append(each.place())
                        .append("` silenced **")
                        .append(each.finding().code())
                        .append("**: ")
                        .append(reason)
                        .append('\n')));
        notes.forEach(note -> out.append("\n> ").append(note).append('\n'));
        return out.append('\n').append(summary()).toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private static String level(Severity severity, String danger, String warning, String info) {
        return switch (severity) {
            case DANGER -> danger;
            case WARNING -> warning;
            case INFO -> info;
        };
    }
}
