package io.godwit.validator.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.plan.LockMode;
import io.godwit.postgres.statement.StatementParser;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.FactsReader;
import io.godwit.validator.facts.LiveQuestions;
import io.godwit.validator.measurement.Measurement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A law: what is predicted is what PostgreSQL is seen to do. `statements.sql` holds a schema, a line of dashes, and
/// statements, one a line.
final class PredictionAgreesWithPostgresTest {

    @Test
    void every_statement_does_what_was_predicted() throws IOException, SQLException {
        List<String> parts = List.of(text().split("(?m)^-{5,}$"));
        try (TestDatabase database = TestStack.newDatabase();
                Connection connection = database.connect()) {
            database.execute(parts.getFirst());
            DatabaseFacts facts = FactsReader.read(connection);
            int version = connection.getMetaData().getDatabaseMajorVersion();
            Setting setting = new Setting(facts, new LiveQuestions(connection), version, true);
            List<String> predictions = new ArrayList<>();
            List<String> measurements = new ArrayList<>();
            List<String> statements =
                    parts.get(1).lines().filter(line -> !line.isBlank()).toList();
            assertThat(statements).hasSizeGreaterThan(40);
            for (String sql : statements) {
                Prediction predicted = Predictor.of(StatementParser.inPublic().script(sql), setting);
                Prediction measured = Measurement.of(connection, sql);
                predictions.add(sql + ": " + said(predicted));
                measurements.add(sql + ": " + said(measured));
            }
            assertThat(predictions).containsExactlyElementsOf(measurements);
        }
    }

    /// Locks nobody waits for differ between minor releases of PostgreSQL, those of indexes most.
    private static String said(Prediction prediction) {
        if (prediction.error().isPresent()) {
            return "refused";
        }
        SortedMap<LockedRelation, LockMode> locks = new TreeMap<>(prediction.locks());
        locks.entrySet().removeIf(lock -> lock.getKey().index() && lock.getValue() == LockMode.ACCESS_SHARE);
        return locks + " rewritten " + prediction.rewritten() + " scanned " + prediction.scanned() + " rebuilt "
                + prediction.rebuilt();
    }

    private static String text() throws IOException {
        try (InputStream sql = PredictionAgreesWithPostgresTest.class.getResourceAsStream("statements.sql")) {
            return new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
