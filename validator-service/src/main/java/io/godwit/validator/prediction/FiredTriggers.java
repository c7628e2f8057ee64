package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.ChangeRows.Operation;
import io.godwit.postgres.statement.StatementParser;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.Relation;
import java.util.List;
import java.util.regex.Pattern;

/// The tables that the functions of a table's triggers write to. Whether a row meets a trigger's condition is not
/// asked: one that may is taken to.
final class FiredTriggers {
    private static final Pattern INTO = Pattern.compile("(?i)\\binto\\s+(?:strict\\s+)?[\\w.]+\\s+from\\b");

    private static final Pattern OPERATION = Pattern.compile("(?i)\\btg_op\\b");

    private FiredTriggers() {}

    /// @param certain whether the statement is known to touch a row
    /// @throws Refused where a trigger stops it whatever the row
    static void lock(Draft draft, Relation table, Operation operation, boolean certain) {
        if (operation != Operation.INSERT && !table.populated() && !table.partitioned()) {
            return;
        }
        int event = switch (operation) {
            case INSERT -> 4;
            case DELETE -> 8;
            case UPDATE -> 16;
        };
        List<String> bodies = draft.setting()
                .questions()
                .texts(
                        "select case when t.tgqual is not null then '?' when t.tgtype & 1 = 0 then 's' else 'r' end"
                                + " || p.prosrc from pg_trigger t join pg_proc p on p.oid = t.tgfoid join pg_language l on"
                                + " l.oid = p.prolang where not t.tgisinternal and t.tgenabled in ('O', 'A') and"
                                + " l.lanname = 'plpgsql' and t.tgtype & " + event
                                + " <> 0 and t.tgrelid = to_regclass("
                                + SqlName.literal(table.name().sql()) + ")",
                        20)
                .orElse(List.of());
        for (String body : bodies) {
            String block = "do $godwit_trigger$ "
                    + OPERATION
                            .matcher(INTO.matcher(body.substring(1)).replaceAll("from"))
                            .replaceAll("'" + operation + "'")
                    + " $godwit_trigger$";
            boolean fires = body.startsWith("s") || body.startsWith("r") && certain;
            for (ParsedStatement parsed : new StatementParser(draft.facts().schema()).script(block)) {
                if (parsed.statement() instanceof Statement.CodeBlock code) {
                    runs(draft, ReachedParts.of(parsed.text(), code, draft.setting(), new Mentioned()), fires);
                }
            }
        }
    }

    private static void runs(Draft draft, Statement.CodeBlock body, boolean fires) {
        for (Statement.CodeBlock.Part part : body.parts()) {
            if (part.statement().isEmpty() && part.conditions().isEmpty() && fires) {
                throw new Refused("a trigger of the table raises an exception");
            }
            part.statement().ifPresent(each -> does(draft, each.statement()));
        }
    }

    private static void does(Draft draft, Statement statement) {
        if (statement instanceof Statement.ChangeRows change) {
            draft.found(change.table()).ifPresent(written -> {
                draft.lock(written, LockMode.ROW_EXCLUSIVE);
                if (change.operation() != Operation.INSERT) {
                    draft.lockIndexes(written, LockMode.ROW_EXCLUSIVE);
                } else {
                    written.foreignKeys()
                            .filter(ConstraintFacts::enforced)
                            .flatMap(key -> draft.referenced(key).stream())
                            .forEach(other -> draft.reads(other, LockMode.ROW_SHARE));
                }
            });
        } else if (statement instanceof Statement.Query query) {
            query.tables().stream()
                    .flatMap(name -> draft.found(name).stream())
                    .forEach(read -> draft.reads(read, LockMode.ACCESS_SHARE));
        }
    }
}
