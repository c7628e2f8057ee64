package io.godwit.validator.rule;

import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.stream.Stream;

/// A column is added whose default differs from row to row, so PostgreSQL writes every row anew.
public final class VolatileDefault implements Rule {
    @Override
    public String code() {
        return "GW006";
    }

    @Override
    public Stream<Judged> check(StatementView view) {
        return concerned(view).map(add -> {
            ObjectName table = ((Statement.AlterTable) view.statement()).table();
            return view.judged(
                    code(),
                    Busyness.ofLongBlock(view.before(), table),
                    Busyness.verdict(view.before(), table),
                    "the default of " + table + "." + add.column().name() + " differs from row to row: "
                            + add.column().defaultExpression().orElse(""),
                    "adding it rewrites the whole table under ACCESS EXCLUSIVE",
                    "add the column without default, set the default, fill existing rows in batches",
                    view.live().adding(add.column()).evidence(),
                    Busyness.evidence(view.before(), table),
                    Busyness.duration(view.before(), table));
        });
    }

    static boolean concerns(StatementView view) {
        return concerned(view).findAny().isPresent();
    }

    private static Stream<TableChange.AddColumn> concerned(StatementView view) {
        if (!(view.statement() instanceof Statement.AlterTable alter)
                || !view.before().mayHoldRows(alter.table())) {
            return Stream.empty();
        }
        return view.changes(TableChange.AddColumn.class)
                .filter(add -> add.column().generation() instanceof Generation.None)
                .filter(add -> add.column().defaultExpression().isPresent())
                .filter(add -> view.live().adding(add.column()).rewrites());
    }
}
