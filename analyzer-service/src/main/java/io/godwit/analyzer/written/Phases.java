package io.godwit.analyzer.written;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Phase;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Gives each part of a written migration its phase. The order people wrote is kept wherever it can matter: a part that
/// needs an earlier one waits for it, and one that only makes room for a later one goes with that.
final class Phases {
    private final List<Footprint> prints = new ArrayList<>();
    private final List<Phase> phases = new ArrayList<>();
    private final Set<Integer> fixed = new HashSet<>();

    private Phases() {}

    /// @param parts each a list of statements that stay together, in the order written
    /// @return the phase of each part; sorted by it, stably, the migration does what was written
    static <T> List<Phase> of(List<T> parts, Function<T, List<Statement>> statements, Catalog live) {
        Phases phases = new Phases();
        for (T part : parts) {
            List<Statement> together = statements.apply(part);
            phases.prints.add(Footprint.of(together, live));
            phases.phases.add(together.stream()
                    .map(statement -> NaturalPhase.of(statement, live))
                    .reduce((one, other) -> one.compareTo(other) >= 0 ? one : other)
                    .orElseThrow());
        }
        phases.keepDefaults(parts.stream().map(statements).toList());
        phases.settle();
        return phases.phases;
    }

    /// A column that is added with a default, which then goes, keeps it until the old code, which does not write the
    /// column, is gone.
    private void keepDefaults(List<List<Statement>> parts) {
        Set<String> added = new HashSet<>();
        for (int i = 0; i < parts.size(); i++) {
            for (Statement statement : parts.get(i)) {
                if (statement
                                instanceof
                                Statement.AlterTable(ObjectName table, List<TableChange> changes, boolean _, boolean _)
                        && changes.size() == 1) {
                    switch (changes.getFirst()) {
                        case TableChange.AddColumn(ColumnDefinition column) -> added.add(part(table, column.name()));
                        case TableChange.DropDefault(String column) -> {
                            if (added.contains(part(table, column))) {
                                phases.set(i, Phase.CONTRACT);
                            }
                        }
                        case TableChange _ -> {}
                    }
                }
            }
        }
    }

    private static String part(ObjectName table, String column) {
        return table.sql() + "/" + column;
    }

    private void settle() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int later = 1; later < phases.size(); later++) {
                for (int earlier = 0; earlier < later; earlier++) {
                    if (phases.get(earlier).compareTo(phases.get(later)) > 0
                            && prints.get(earlier).staysBefore(prints.get(later))) {
                        order(earlier, later);
                        changed = true;
                    }
                }
            }
        }
    }

    /// A part that was fixed once is never raised again, so this comes to an end.
    private void order(int earlier, int later) {
        if (prints.get(earlier).makesRoomFor(prints.get(later)) || fixed.contains(later)) {
            phases.set(earlier, phases.get(later));
            fixed.add(earlier);
        } else {
            phases.set(later, phases.get(earlier));
        }
    }
}
