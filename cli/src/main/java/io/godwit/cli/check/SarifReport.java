package io.godwit.cli.check;

import io.godwit.cli.GodwitCommand;
import io.godwit.cli.plan.JsonTree;
import io.godwit.model.finding.Severity;
import io.godwit.validator.rule.Rule;
import io.godwit.validator.rule.Rules;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was found as SARIF 2.1.0, as code scanning reads it (OASIS, Static Analysis Results Interchange Format). A
/// result
/// says which of the rules listed it is of by number too, and a rule what it is called in words.
///
/// @param docs address under which somebody has put this project's `docs`; rules then have links, empty for none
record SarifReport(List<ReportedFinding> findings, Optional<String> docs) {
    /// Names that address.
    static final String DOCS = "GODWIT_DOCS_URL";

    String text() {
        List<String> codes = findings.stream()
                .map(each -> each.finding().code())
                .distinct()
                .sorted()
                .toList();
        Map<String, @Nullable Object> driver = new LinkedHashMap<>();
        driver.put("name", "godwit");
        driver.put("version", GodwitCommand.VERSION);
        driver.put("semanticVersion", GodwitCommand.VERSION);
        docs.ifPresent(address -> driver.put("informationUri", address));
        driver.put("rules", codes.stream().map(this::rule).toList());
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        root.put("version", "2.1.0");
        root.put(
                "runs",
                List.of(Map.of(
                        "tool",
                        Map.of("driver", driver),
                        "columnKind",
                        "utf16CodeUnits",
                        "results",
                        findings.stream().map(each -> result(each, codes)).toList())));
        return JsonTree.write(root);
    }

    private Map<String, @Nullable Object> rule(String code) {
        Map<String, @Nullable Object> rule = new LinkedHashMap<>();
        rule.put("id", code);
        rule.put("shortDescription", Map.of("text", sentence(title(code))));
        // The rules the SARIF validator has for GitHub ask for it.
        rule.put("fullDescription", Map.of("text", sentence(title(code))));
        rule.put("help", Map.of("text", "godwit explain " + code + ", or docs/findings/" + code + ".md"));
        docs.ifPresent(address -> rule.put("helpUri", address.replaceFirst("/*$", "/findings/" + code + ".md")));
        return rule;
    }

    private static Map<String, @Nullable Object> result(ReportedFinding each, List<String> codes) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("ruleId", each.finding().code());
        result.put("ruleIndex", codes.indexOf(each.finding().code()));
        result.put("level", level(each.severity()));
        result.put(
                "message",
                Map.of(
                        "text",
                        sentence(each.finding().message() + ": "
                                        + each.finding().why()) + " "
                                + sentence(each.finding().help())));
        result.put(
                "locations",
                List.of(Map.of(
                        "physicalLocation",
                        Map.of(
                                "artifactLocation",
                                Map.of("uri", uri(each.place().file())),
                                "region",
                                Map.of(
                                        "startLine",
                                        each.place().line(),
                                        "startColumn",
                                        each.place().column())))));
        each.silenced()
                .ifPresent(reason ->
                        result.put("suppressions", List.of(Map.of("kind", "inSource", "justification", reason))));
        return result;
    }

    /// A path of the file system as a reference: a relative one stays relative, to the folder of the run.
    private static String uri(String file) {
        Path path = Path.of(file);
        String absolute = path.toAbsolutePath().toUri().toString();
        return path.isAbsolute()
                ? absolute
                : absolute.substring(
                        Path.of("").toAbsolutePath().toUri().toString().length());
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case DANGER -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    private static String title(String code) {
        return Rules.all().stream()
                .filter(rule -> rule.code().equals(code))
                .map(Rule::title)
                .findFirst()
                .orElse(code);
    }
}
