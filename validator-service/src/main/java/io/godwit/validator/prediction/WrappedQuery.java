package io.godwit.validator.prediction;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.postgres.statement.StatementParser;
import io.godwit.validator.facts.Relation;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// EXPLAIN, PREPARE, DECLARE CURSOR and COPY: a query inside another statement.
final class WrappedQuery {
    private static final Pattern EXPLAIN =
            Pattern.compile("(?is)^\\s*explain\\s+((?:\\([^)]*\\)\\s*|(?:analyze|verbose)\\s+)*)(.*)$");
    private static final Pattern NAMED = Pattern.compile(
            "(?is)^\\s*(prepare|declare)\\s+[\\w\"]+(?:\\s*\\([^)]*\\)\\s*as\\s|\\s+as\\s|\\s.*?\\bcursor\\b.*?\\bfor\\s)(.*)$");
    private static final Pattern COPY =
            Pattern.compile("(?is)^\\s*copy\\s+(?:\\((.*)\\)|([\\w.\"$]+)\\s*(?:\\([^)]*\\))?)\\s+(from|to)\\s.*$");

    private WrappedQuery() {}

    /// Whether it is one of these.
    static boolean predict(Draft draft, String text) {
        if (text.matches("(?is)\\s*discard\\s+all\\s*") && draft.setting().insideTransaction()) {
            throw new Refused("DISCARD ALL cannot run inside a transaction block");
        }
        Matcher explain = EXPLAIN.matcher(text);
        if (explain.matches()) {
            boolean runs = explain.group(1).toLowerCase(Locale.ROOT).contains("analyze");
            explained(draft, explain.group(2), runs);
            return true;
        }
        Matcher named = NAMED.matcher(text);
        if (named.matches()) {
            Predictor.query(draft, named.group(2), false);
            return true;
        }
        Matcher copy = COPY.matcher(text);
        return copy.matches() && copied(draft, copy);
    }

    private static void explained(Draft draft, String text, boolean runs) {
        ParsedStatement inner = new StatementParser(draft.facts().schema()).parse(text);
        Prediction prediction = Predictor.alone(inner, draft.setting());
        prediction.error().ifPresent(error -> {
            throw new Refused(error);
        });
        boolean rows =
                inner.statement() instanceof Statement.Query || inner.statement() instanceof Statement.ChangeRows;
        if (runs) {
            draft.and(prediction);
        } else if (rows) {
            prediction.locks().forEach((relation, mode) -> {
                if (!relation.fresh()) {
                    draft.lock(relation, mode);
                }
            });
        }
    }

    private static boolean copied(Draft draft, Matcher copy) {
        if (copy.group(1) != null) {
            Predictor.query(draft, copy.group(1), true);
            return true;
        }
        String[] parts = copy.group(2).split("\\.");
        String name = bare(parts[parts.length - 1]);
        ObjectName table =
                new ObjectName(parts.length > 1 ? bare(parts[0]) : draft.facts().schema(), name);
        boolean from = copy.group(3).equalsIgnoreCase("from");
        Optional<Relation> found = draft.found(table);
        found.filter(Relation::partitioned).filter(_ -> !from).ifPresent(_ -> {
            throw new Refused("cannot copy from partitioned table \"" + name + "\"");
        });
        Relation relation = draft.relation(table);
        draft.lock(relation, from ? LockMode.ROW_EXCLUSIVE : LockMode.ACCESS_SHARE);
        if (!from) {
            draft.scan(relation);
        }
        return true;
    }

    private static String bare(String name) {
        return name.startsWith("\"") ? name.replace("\"", "") : name.toLowerCase(Locale.ROOT);
    }
}
