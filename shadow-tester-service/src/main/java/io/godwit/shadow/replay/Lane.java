package io.godwit.shadow.replay;

import io.godwit.shadow.replay.CallComparison.Verdict;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A client on each of the three clones: asks all of them the same and compares.
final class Lane implements AutoCloseable {
    private static final String READ_ONLY_VIOLATED = "25006";
    private static final String FOREIGN_KEY_VIOLATED = "23503";
    private static final Pattern LAST_LIMIT = Pattern.compile(
            "\\s+limit\\s+(\\$\\d+|\\d+)(\\s+offset\\s+(\\$\\d+|\\d+))?\\s*$", Pattern.CASE_INSENSITIVE);

    private final ReplaySession baseline;
    private final ReplaySession second;
    private final ReplaySession candidate;
    private final Map<String, ParameterTypes> types = new HashMap<>();

    private Lane(ReplaySession baseline, ReplaySession second, ReplaySession candidate) {
        this.baseline = baseline;
        this.second = second;
        this.candidate = candidate;
    }

    static Lane open(Clones clones, Duration longest) throws SQLException {
        return new Lane(
                ReplaySession.open(clones.baseline(), longest),
                ReplaySession.open(clones.second(), longest),
                ReplaySession.open(clones.candidate(), longest));
    }

    CallComparison compare(CapturedCall call) throws SQLException {
        ParameterTypes parameters = typesOf(call.sql());
        CallComparison comparison = asked(call, parameters);
        if (comparison.verdict() == Verdict.CHANGED && call.mode() == Mode.READ && picksAmongEqualRows(comparison)) {
            return with(comparison, Verdict.REORDERED);
        }
        return comparison;
    }

    private CallComparison asked(CapturedCall call, ParameterTypes parameters) throws SQLException {
        Answer first = baseline.answer(call, parameters, Optional.empty());
        if (first instanceof Answer.Failed failed && failed.sqlState().equals(READ_ONLY_VIOLATED)) {
            return asked(call.as(Mode.WRITE), parameters);
        }
        Optional<List<String>> columns =
                first instanceof Answer.Rows(ResultDigest digest, long _) && call.mode() == Mode.READ
                        ? Optional.of(digest.columns())
                        : Optional.empty();
        Answer control = second.answer(call, parameters, columns);
        Answer tried = candidate.answer(call, parameters, columns);
        return new CallComparison(call, parameters, first, control, tried, verdict(first, control, tried));
    }

    private static Verdict verdict(Answer first, Answer control, Answer tried) {
        if (tried instanceof Answer.Failed failed) {
            if (failed.passing()) {
                return Verdict.UNDECIDED;
            }
            return switch (first) {
                case Answer.Rows _ -> control instanceof Answer.Rows ? Verdict.FAILS : Verdict.NOISE;
                // A row that is not in the copy, then a column that is not there any more: worse than before.
                case Answer.Failed before ->
                    before.sqlState().equals(FOREIGN_KEY_VIOLATED) && failed.aboutTheSchema()
                            ? Verdict.FAILS
                            : Verdict.SAME;
            };
        }
        ResultDigest found = ((Answer.Rows) tried).digest();
        return switch (first) {
            case Answer.Failed before -> before.passing() ? Verdict.UNDECIDED : Verdict.MENDED;
            case Answer.Rows(ResultDigest expected, long _) -> {
                if (!(control instanceof Answer.Rows(ResultDigest again, long _)) || !again.sameRows(expected)) {
                    yield Verdict.NOISE;
                }
                if (found.equals(expected)) {
                    yield Verdict.SAME;
                }
                yield found.sameRows(expected) ? Verdict.REORDERED : Verdict.CHANGED;
            }
        };
    }

    /// Asks once more without the LIMIT: if all rows are the same then, the LIMIT only picks others among those the
    /// ORDER BY holds for equal.
    private boolean picksAmongEqualRows(CallComparison comparison) throws SQLException {
        Matcher limit = LAST_LIMIT.matcher(comparison.call().sql());
        if (!limit.find()
                || !(comparison.baseline() instanceof Answer.Rows(ResultDigest expected, long _))
                || !(comparison.candidate() instanceof Answer.Rows(ResultDigest found, long _))
                || expected.rows() != found.rows()) {
            return false;
        }
        CapturedCall whole = comparison.call().withSql(comparison.call().sql().substring(0, limit.start()));
        Optional<List<String>> columns = Optional.of(expected.columns());
        return baseline.answer(whole, comparison.types(), columns) instanceof Answer.Rows(ResultDigest all, long _)
                && candidate.answer(whole, comparison.types(), columns)
                        instanceof Answer.Rows(ResultDigest others, long _)
                && all.sameRows(others);
    }

    /// A statement whose types cannot be told is tried without them; it then fails with PostgreSQL's reason.
    private ParameterTypes typesOf(String sql) {
        return types.computeIfAbsent(sql, text -> {
            try {
                return baseline.typesOf(text);
            } catch (SQLException _) {
                return new ParameterTypes(List.of());
            }
        });
    }

    private static CallComparison with(CallComparison comparison, Verdict verdict) {
        return new CallComparison(
                comparison.call(),
                comparison.types(),
                comparison.baseline(),
                comparison.second(),
                comparison.candidate(),
                verdict);
    }

    @Override
    public void close() throws SQLException {
        try (baseline;
                second;
                candidate) {
            types.clear();
        }
    }
}
