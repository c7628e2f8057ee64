package io.godwit.validator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.statement.ParsedStatement;
import io.godwit.postgres.statement.StatementParser;
import io.godwit.postgres.statistics.DatabaseStatistics;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.prediction.Rehearsal;
import io.godwit.validator.prediction.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// `scripts.txt` holds scripts, each on a line, followed by what is found without any database, after `=> `: codes with
/// how long others wait.
final class ScriptFindingsTest {
    /// Before a script: rules of style are switched on.
    private static final String STYLE = "--style ";

    @TestFactory
    Stream<DynamicTest> every_script_gets_its_findings() throws IOException {
        List<String> lines = lines();
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            String script = lines.get(i);
            String expected = lines.get(i + 1).substring("=>".length()).strip();
            tests.add(DynamicTest.dynamicTest(
                    script, () -> assertThat(found(script)).isEqualTo(expected)));
        }
        return tests.stream();
    }

    private static String found(String line) {
        boolean wanted = line.startsWith(STYLE);
        String script = wanted ? line.substring(STYLE.length()) : line;
        Set<String> style = Rules.all().stream()
                .filter(rule -> wanted && rule.isStyle())
                .map(Rule::code)
                .collect(Collectors.toSet());
        List<ParsedStatement> statements = StatementParser.inPublic().script(script);
        Setting setting = new Setting(DatabaseFacts.unknown(), CatalogQuestions.none(), 17, statements.size() > 1);
        Rehearsal rehearsal = new Rehearsal(setting);
        DatabaseStatistics nothingKnown = new DatabaseStatistics(17, Map.of(), Map.of(), 0, Duration.ZERO);
        List<String> found = new ArrayList<>();
        Earlier earlier = Earlier.nothing();
        SessionSettings settings = SessionSettings.lockTimeout(Duration.ofSeconds(2));
        for (ParsedStatement statement : statements) {
            Setting before = rehearsal.setting();
            CheckedStatement one = new CheckedStatement(
                    statement, rehearsal.next(statement), false, before, nothingKnown, settings, earlier);
            Rules.check(one, style).forEach(finding -> found.add(finding.code() + " " + finding.blocking()));
            OpenTransaction.at(statements.indexOf(statement), statements)
                    .ifPresent(finding -> found.add(finding.code() + " " + finding.blocking()));
            earlier = earlier.and(one);
            settings = settings.and(statement);
        }
        NewTableKeys.in(statements).values().stream()
                .flatMap(List::stream)
                .forEach(finding -> found.add(finding.code() + " " + finding.blocking()));
        return found.stream().distinct().collect(Collectors.joining(", "));
    }

    private static List<String> lines() throws IOException {
        try (InputStream scripts = ScriptFindingsTest.class.getResourceAsStream("scripts.txt")) {
            return new String(Objects.requireNonNull(scripts).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }
}
