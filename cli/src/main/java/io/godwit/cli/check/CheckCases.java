package io.godwit.cli.check;

import io.godwit.cli.plan.JsonTree;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.postgres.statement.StatementParser;
import io.godwit.postgres.statistics.DatabaseStatistics;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.FactsReader;
import io.godwit.validator.facts.LiveQuestions;
import io.godwit.validator.measurement.Measurement;
import io.godwit.validator.prediction.LockedRelation;
import io.godwit.validator.prediction.Prediction;
import io.godwit.validator.prediction.Predictor;
import io.godwit.validator.prediction.Rehearsal;
import io.godwit.validator.prediction.Setting;
import io.godwit.validator.rule.CheckedStatement;
import io.godwit.validator.rule.Disagreement;
import io.godwit.validator.rule.Earlier;
import io.godwit.validator.rule.NewTableKeys;
import io.godwit.validator.rule.Rules;
import io.godwit.validator.rule.SessionSettings;
import io.godwit.validator.rule.StatementFinding;
import java.io.BufferedReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Says of many statements what they do: a JSON line in, a JSON line out, in the order of the lines. Cases with the
/// same setup share a database, since none leaves anything behind.
public final class CheckCases {
    private static final DatabaseStatistics NOTHING_KNOWN =
            new DatabaseStatistics(0, Map.of(), Map.of(), 0, Duration.ZERO);

    private final CaseDatabases databases;
    private final String base;
    private final boolean measured;
    private int errors;

    /// @param base     SQL that runs before each line's own setup
    /// @param measured run each statement and look, instead of predicting it
    CheckCases(CaseDatabases databases, String base, boolean measured) {
        this.databases = databases;
        this.base = base;
        this.measured = measured;
    }

    private record Place(int number, StatementCase statement) {}

    /// @return how many lines could not be judged
    int run(BufferedReader lines, Consumer<String> answers) throws IOException {
        Map<Integer, String> done = new LinkedHashMap<>();
        Map<String, List<Place>> bySetup = new LinkedHashMap<>();
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                StatementCase read = StatementCase.read(JsonTree.read(line), base, number);
                bySetup.computeIfAbsent(read.setup(), _ -> new ArrayList<>()).add(new Place(number, read));
            } catch (IOException problem) {
                done.put(number, failed("line " + number, 0, "line " + number + ": " + problem.getMessage()));
            }
        }
        bySetup.forEach((setup, cases) -> answer(setup, cases, done));
        for (int i = 1; i <= number; i++) {
            String answer = done.get(i);
            if (answer != null) {
                answers.accept(answer);
            }
        }
        return errors;
    }

    private void answer(String setup, List<Place> cases, Map<Integer, String> done) {
        try (CaseDatabases.CaseDatabase database = databases.open()) {
            Connection connection = database.connection();
            setUp(connection, setup);
            DatabaseFacts facts = FactsReader.read(connection);
            for (Place place : cases) {
                StatementCase each = place.statement();
                Setting setting = new Setting(facts, new LiveQuestions(connection), each.version(), true);
                done.put(place.number(), answer(each, connection, setting));
            }
        } catch (SQLException problem) {
            for (Place place : cases) {
                StatementCase each = place.statement();
                done.putIfAbsent(
                        place.number(),
                        failed(each.id(), each.version(), "the setup cannot be run: " + problem.getMessage()));
            }
        }
    }

    private String answer(StatementCase each, Connection connection, Setting setting) {
        try {
            List<ParsedStatement> statements =
                    new StatementParser(setting.facts().schema()).script(each.sql());
            Prediction predicted = Predictor.of(statements, setting);
            Prediction effect = measured ? Measurement.of(connection, each.sql()) : predicted;
            List<StatementFinding> findings = new ArrayList<>(found(statements, setting, effect));
            if (measured) {
                Disagreement.between(predicted, effect).ifPresent(findings::add);
            }
            return line(each, effect, findings);
        } catch (SQLException | RuntimeException problem) {
            return failed(each.id(), each.version(), String.valueOf(problem));
        }
    }

    private List<StatementFinding> found(List<ParsedStatement> statements, Setting setting, Prediction effect) {
        Rehearsal rehearsal = new Rehearsal(setting);
        Earlier earlier = Earlier.nothing();
        List<StatementFinding> findings = new ArrayList<>();
        for (ParsedStatement statement : statements) {
            Setting before = rehearsal.setting();
            Prediction predicted = rehearsal.next(statement);
            boolean alone = measured && statements.size() == 1;
            CheckedStatement one = new CheckedStatement(
                    statement,
                    alone ? effect : predicted,
                    alone,
                    before,
                    NOTHING_KNOWN,
                    SessionSettings.none(),
                    earlier);
            findings.addAll(Rules.check(one));
            earlier = earlier.and(one);
        }
        NewTableKeys.in(statements).values().forEach(findings::addAll);
        return findings;
    }

    /// In one go, as `psql -1` would; statement by statement where that is refused.
    private static void setUp(Connection connection, String setup) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(setup);
        } catch (SQLException inPieces) {
            for (String text : StatementParser.texts(setup)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(text);
                }
            }
        }
    }

    private static Map<String, @Nullable Object> json(StatementFinding finding) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("code", finding.code());
        json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        json.put("blocking", finding.blocking().name().toLowerCase(Locale.ROOT));
        json.put("message", finding.message());
        return json;
    }

    private static String line(StatementCase each, Prediction prediction, List<StatementFinding> findings) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("id", each.id());
        line.put("pg", each.version());
        Map<String, @Nullable Object> locks = new LinkedHashMap<>();
        prediction.locks().forEach((relation, mode) -> locks.put(relation.toString(), mode.pgLocks()));
        line.put("locks", locks);
        line.put("rewrite", names(prediction.rewritten()));
        line.put("scans", names(prediction.scanned()));
        line.put("index_rebuilt", names(prediction.rebuilt()));
        prediction.error().ifPresent(error -> line.put("error", error));
        if (!prediction.unknown().isEmpty()) {
            line.put("unknown", prediction.unknown());
        }
        line.put("findings", findings.stream().map(CheckCases::json).toList());
        return JsonTree.write(line);
    }

    private static List<String> names(SortedSet<LockedRelation> relations) {
        return relations.stream()
                .map(relation -> relation.toString().replaceFirst("^idx:", ""))
                .toList();
    }

    private String failed(String id, int version, String problem) {
        errors++;
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("id", id);
        line.put("pg", version);
        line.put("locks", Map.of());
        line.put("rewrite", List.of());
        line.put("scans", List.of());
        line.put("index_rebuilt", List.of());
        line.put("findings", List.of());
        line.put("problem", problem);
        return JsonTree.write(line);
    }
}
