package io.godwit.analyzer.written;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.model.effect.StatementEffect;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.statement.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Ways back that were given. Where one can be derived that loses nothing, the derived one stands: it fits its step
/// whatever has run. The given one does what cannot be derived: it brings rows back, or undoes what is not understood.
final class GivenRollbacks {
    private final List<WrittenStatement> given;
    private final Set<String> made;
    private final Set<Integer> used = new HashSet<>();

    /// @param up what it is the way back of
    GivenRollbacks(List<WrittenStatement> given, List<WrittenStatement> up, Catalog live) {
        this.made = up.stream()
                .map(WrittenStatement::statement)
                .filter(statement -> !(statement instanceof Statement.Unparsed))
                .flatMap(statement -> Footprint.of(statement, live).makes().stream())
                .collect(Collectors.toSet());
        this.given = given.stream()
                .filter(statement -> statement.obstacle().isEmpty()
                        && !(statement.statement() instanceof Statement.TransactionControl)
                        && !(statement.statement() instanceof Statement.Setting))
                .toList();
    }

    /// @param derived what the step's own undo would be
    Rollback forStep(Part part, Rollback derived, Catalog live) {
        if (derived.reversibility() == Reversibility.LOSSLESS || given.isEmpty()) {
            return derived;
        }
        Footprint print = Footprint.of(part.parsed(), live);
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Footprint back = Footprint.of(given.get(i).statement(), live);
            boolean fits = print.staysBefore(back)
                    && (derived.reversibility() == Reversibility.IMPOSSIBLE
                            || isAboutRows(given.get(i).statement()))
                    && !undoesWhatIsMade(back);
            if (fits && used.add(i)) {
                statements.add(given.get(i).text());
            }
        }
        if (statements.isEmpty()) {
            return derived;
        }
        List<String> both = new ArrayList<>(derived.statements());
        both.addAll(statements);
        String where = given.getFirst().location().file();
        return Rollback.lossy(
                "the way back is the one given in " + where + "; what it brings back is for its author to say",
                both.toArray(String[]::new));
    }

    /// What other statements make is taken away by their own undo.
    private boolean undoesWhatIsMade(Footprint back) {
        return !back.removes().isEmpty() && made.containsAll(back.removes());
    }

    private static boolean isAboutRows(Statement statement) {
        return statement instanceof Statement.ChangeRows || statement instanceof Statement.Unparsed;
    }

    /// Whether the given way leads back to the catalog before; what it leaves, in words.
    List<String> leftOver(Catalog before, Catalog after) {
        if (given.isEmpty()
                || given.stream().anyMatch(statement -> statement.statement() instanceof Statement.Unparsed)) {
            return List.of();
        }
        Catalog back = after;
        for (WrittenStatement statement : given) {
            back = StatementEffect.after(back, statement.statement());
        }
        return CatalogDiff.between(before, back).stream()
                .map(change -> io.godwit.analyzer.Describing.of(change).sentence())
                .toList();
    }
}
