package io.godwit.validator.policy;

import io.godwit.model.Problem;
import io.godwit.model.finding.Severity;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads a policy from a properties file: `rules` names its rules in their order, `rule.NAME.…` says what each is
/// about. `docs/check.md` has an example.
public final class PolicyFile {
    private static final Set<String> KEYS =
            Set.of("codes", "tables", "databases", "severity", "days", "between", "verdict", "reason");

    private final Path file;
    private final Properties properties;
    private final List<String> problems = new ArrayList<>();

    private PolicyFile(Path file, Properties properties) {
        this.file = file;
        this.properties = properties;
    }

    /// @throws Problem USER naming everything that is wrong with the file
    public static Policy read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException problem) {
            throw Problem.user("BAD_POLICY", "The policy " + file + " cannot be read: " + problem, problem);
        }
        return new PolicyFile(file, properties).policy();
    }

    private Policy policy() {
        List<String> names = words("rules").toList();
        refuseUnknownKeys(names);
        List<PolicyRule> rules = new ArrayList<>();
        for (String name : names) {
            try {
                rules.add(rule(name));
            } catch (IllegalArgumentException | DateTimeException wrong) {
                problems.add("rule." + name + ": " + wrong.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw Problem.user("BAD_POLICY", "The policy " + file + " is wrong: " + String.join("; ", problems) + ".");
        }
        return new Policy(rules, set("enable"));
    }

    private void refuseUnknownKeys(List<String> names) {
        Set<String> known = Stream.concat(
                        Stream.of("rules", "enable"),
                        names.stream().flatMap(name -> KEYS.stream().map(key -> "rule." + name + "." + key)))
                .collect(Collectors.toSet());
        properties.stringPropertyNames().stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .forEach(key -> problems.add(key + " is no key of a policy, or its rule is not named in 'rules'"));
    }

    private PolicyRule rule(String name) {
        String of = "rule." + name + ".";
        String reason = text(of + "reason");
        if (reason.isEmpty()) {
            throw new IllegalArgumentException("a reason is needed: it is printed with the verdict");
        }
        String severity = text(of + "severity");
        return new PolicyRule(
                name,
                set(of + "codes"),
                set(of + "tables"),
                set(of + "databases"),
                severity.isEmpty() ? Severity.INFO : Severity.valueOf(severity.toUpperCase(Locale.ROOT)),
                Hours.read(text(of + "days"), text(of + "between")),
                new Ruling(decision(text(of + "verdict")), reason));
    }

    private static Ruling.Decision decision(String word) {
        try {
            return Ruling.decision(word);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "the verdict '" + word + "' is none of reject, ask, approve, ignore", unknown);
        }
    }

    private String text(String key) {
        return properties.getProperty(key, "").strip();
    }

    private Stream<String> words(String key) {
        return Stream.of(text(key).split("[\\s,]+")).filter(word -> !word.isEmpty());
    }

    private Set<String> set(String key) {
        return words(key).collect(Collectors.toSet());
    }
}
