package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.postgres.statement.StatementParser;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `CALL procedure(…)`: what is in the procedure's body, as far as it can be read.
final class CalledProcedure {
    private static final Pattern CALL = Pattern.compile("(?is)^\\s*call\\s+([\\w.\"$]+)\\s*\\(.*$");

    private CalledProcedure() {}

    /// Whether it is such a call, and the body was found.
    static boolean predict(Draft draft, String text) {
        Matcher call = CALL.matcher(text);
        if (!call.matches() || draft.facts().isUnknown()) {
            return false;
        }
        List<String> bodies = draft.setting()
                .questions()
                .texts(
                        "select case l.lanname when 'plpgsql' then 'do $godwit_called$ ' || p.prosrc ||"
                                + " ' $godwit_called$' else p.prosrc end from pg_proc p join pg_language l on l.oid ="
                                + " p.prolang where p.prokind = 'p' and l.lanname in ('plpgsql', 'sql') and p.prosrc <> ''"
                                + " and p.oid::regproc = to_regproc(" + SqlName.literal(call.group(1)) + ")",
                        2)
                .orElse(List.of());
        if (bodies.size() != 1) {
            return false;
        }
        for (ParsedStatement each : new StatementParser(draft.facts().schema()).script(bodies.getFirst())) {
            if (each.statement() instanceof Statement.CodeBlock block) {
                Predictor.block(draft, ReachedParts.of(block, draft.setting(), new Mentioned()));
                if (!block.whole()) {
                    draft.unknown("the procedure puts statements together while it runs");
                }
            } else {
                draft.and(Predictor.alone(each, draft.setting()));
            }
        }
        return true;
    }
}
