package io.godwit.validator.statementrule;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.statement.ParsedStatement;
import io.godwit.postgres.statement.StatementParser;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.prediction.Prediction;
import io.godwit.validator.prediction.Predictor;
import io.godwit.validator.prediction.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// `scripts.txt` holds scripts, each on a line, followed by what is found without any database, after `=> `: codes with
/// how long others wait.
final class StatementRulesTest {

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

    @Test
    void every_rule_has_a_code_of_its_own_and_a_page() {
        assertThat(StatementRules.all()).extracting(StatementRule::code).doesNotHaveDuplicates();
        Path pages = Path.of(
                        Optional.ofNullable(System.getProperty("godwit.root")).orElse(".."))
                .resolve("docs/findings");
        assertThat(StatementRules.all())
                .allSatisfy(rule -> assertThat(Files.isRegularFile(pages.resolve(rule.code() + ".md")))
                        .as(rule.code())
                        .isTrue());
    }

    private static String found(String script) {
        List<ParsedStatement> statements = StatementParser.inPublic().script(script);
        Setting setting = new Setting(DatabaseFacts.unknown(), CatalogQuestions.none(), 17, statements.size() > 1);
        List<Prediction> effects = Predictor.each(statements, setting);
        List<String> found = new ArrayList<>();
        Earlier earlier = Earlier.nothing();
        for (int i = 0; i < statements.size(); i++) {
            CheckedStatement one = new CheckedStatement(
                    statements.get(i), effects.get(i), false, setting, Map.of(), Set.of("lock_timeout"), earlier);
            StatementRules.check(one).forEach(finding -> found.add(finding.code() + " " + finding.blocking()));
            earlier = earlier.and(one);
        }
        return found.stream().distinct().collect(Collectors.joining(", "));
    }

    private static List<String> lines() throws IOException {
        try (InputStream scripts = StatementRulesTest.class.getResourceAsStream("scripts.txt")) {
            return new String(Objects.requireNonNull(scripts).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }
}
