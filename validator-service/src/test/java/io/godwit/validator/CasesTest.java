package io.godwit.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every file in `cases`: a database, a plan in plain form, the verdict and findings expected. A new case is a new
/// file; `--- since 15` leaves older versions of PostgreSQL out.
final class CasesTest {

    @TestFactory
    Stream<DynamicTest> each_case_gets_its_verdict_and_findings() throws IOException, URISyntaxException {
        Path folder = Path.of(Optional.ofNullable(CasesTest.class.getResource("cases"))
                .orElseThrow()
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException, SQLException {
        String text = Files.readString(file);
        List<String> expected = new ArrayList<>();
        Optional<Verdict> verdict = Optional.empty();
        List<Step> steps = new ArrayList<>();
        try (TestDatabase database = TestStack.newDatabase();
                Connection connection = database.connect()) {
            for (String section : text.split("(?m)^--- ")) {
                String head = section.lines().findFirst().orElse("");
                String body = section.substring(head.length()).strip();
                String word = head.split(" ")[0];
                String rest = head.substring(word.length()).strip();
                switch (word) {
                    case "since" ->
                        assumeThat(connection.getMetaData().getDatabaseMajorVersion())
                                .isGreaterThanOrEqualTo(Integer.parseInt(rest));
                    case "setup" -> database.execute(body);
                    case "statement" -> steps.add(step(steps.size(), Phase.EXPAND, List.of(body), Rollback.lossless()));
                    case "contract" ->
                        steps.add(step(steps.size(), Phase.CONTRACT, List.of(body), Rollback.lossless()));
                    case "with" -> steps.add(with(steps.removeLast(), body));
                    case "lossy" -> steps.add(lossy(steps.removeLast(), rest));
                    case "verdict" -> verdict = Optional.of(Verdict.valueOf(rest));
                    case "finding" -> expected.add(rest);
                    default -> assertThat(head).as("section of %s", file).isEmpty();
                }
            }
            Catalog catalog = CatalogReader.read(connection);
            Judgement judgement = Validator.of(connection).judge(new Plan(catalog.hash(), steps));

            assertThat(judgement.findings())
                    .extracting(found -> found.severity() + " " + found.code() + " " + found.message())
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(judgement.verdict()).isEqualTo(verdict.orElseThrow());
            assertThat(judgement.findings())
                    .allSatisfy(found -> assertThat(found.evidence()).isNotEmpty());
        }
    }

    private static Step step(int number, Phase phase, List<String> statements, Rollback rollback) {
        Action action = new Action.RunSql(statements, TransactionMode.TOGETHER);
        return Step.of("s" + number, phase, statements.getFirst(), action, rollback, Optional.empty());
    }

    private static Step with(Step step, String statement) {
        List<String> statements = new ArrayList<>(((Action.RunSql) step.action()).statements());
        statements.add(statement);
        return step(Integer.parseInt(step.id().substring(1)), step.phase(), statements, step.rollback());
    }

    private static Step lossy(Step step, String note) {
        List<String> statements = ((Action.RunSql) step.action()).statements();
        return step(Integer.parseInt(step.id().substring(1)), step.phase(), statements, Rollback.lossy(note));
    }
}
