package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.facts.CatalogQuestions.Cast;
import io.godwit.validator.facts.ColumnFacts;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.Dependent;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import io.godwit.validator.facts.TypeFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// ALTER COLUMN … TYPE. The heap is rewritten unless the conversion leaves every value as it is; indexes and
/// constraints of the column are made again in either case, and reused only where the new index would be the same
/// (`ATColumnChangeRequiresRewrite`, `CheckIndexCompatible`).
final class TypePrediction {
    private static final Set<Dependent.Kind> IN_THE_WAY = Set.of(
            Dependent.Kind.VIEW,
            Dependent.Kind.GENERATED_COLUMN,
            Dependent.Kind.POLICY,
            Dependent.Kind.TRIGGER,
            Dependent.Kind.PUBLICATION);

    private final Draft draft;
    private final CatalogQuestions questions;

    TypePrediction(Draft draft) {
        this.draft = draft;
        this.questions = draft.setting().questions();
    }

    void change(Relation table, TableChange.ChangeType change) {
        Optional<ColumnFacts> found = table.column(change.column());
        if (found.isEmpty()) {
            if (!draft.facts().isUnknown()) {
                throw new Refused("column \"" + change.column() + "\" of relation \""
                        + table.name().name() + "\" does not exist");
            }
            draft.rewrite(table);
            return;
        }
        ColumnFacts column = found.get();
        refuse(table, column);
        boolean rewrite = new Conversion(draft.setting()).rewrites(column, change);
        refuseValues(table, column, change, rewrite);
        boolean collation = change.collation().isPresent();
        if (rewrite && !table.partitioned()) {
            draft.rewrite(table);
        }
        for (IndexFacts index : table.indexes()) {
            if (index.columns().contains(column.name())) {
                again(table, index, rewrite, collation, reusable(index, column, change));
            }
        }
        constraintsAgain(table, column, change, rewrite);
    }

    private void refuse(Relation table, ColumnFacts column) {
        table.dependentsOn(column.name())
                .map(Dependent::kind)
                .filter(IN_THE_WAY::contains)
                .findFirst()
                .ifPresent(kind -> {
                    throw new Refused("cannot alter type of a column used by " + kind.words());
                });
        if (ColumnPrediction.partitionKey(table, column.name())) {
            throw new Refused("cannot alter column \"" + column.name()
                    + "\" because it is part of the partition key of relation \""
                    + table.name().name() + "\"");
        }
    }

    private void refuseValues(Relation table, ColumnFacts column, TableChange.ChangeType change, boolean rewrite) {
        Optional<TypeFacts> to = questions.type(change.type());
        Optional<TypeFacts> from = questions.type(column.type());
        boolean defaultStays =
                !column.defaultExpression().isEmpty() && column.generated().isEmpty();
        if (defaultStays
                && to.isPresent()
                && from.isPresent()
                && from.get().base() != to.get().base()) {
            Cast cast = questions.cast(from.get().base(), to.get().base());
            if (cast == Cast.EXPLICIT || cast == Cast.NONE) {
                throw new Refused("default for column \"" + column.name() + "\" cannot be cast automatically to type "
                        + change.type());
            }
        }
        if (rewrite
                && to.isPresent()
                && !draft.setting().changed().mayDiffer(table.name(), List.of(column.name()))
                && (change.using().isPresent() || to.get().modifiers().isEmpty())) {
            String value = change.using().orElse(SqlName.quoted(column.name()));
            questions
                    .dataError("select count((" + value + ")::" + change.type() + ") from only "
                            + table.name().sql())
                    .ifPresent(error -> {
                        throw new Refused(error);
                    });
        }
        boolean required = change.using().isPresent()
                && column.marked()
                && !draft.setting().changed().mayDiffer(table.name(), List.of(column.name()));
        if (required
                && draft.anyRow(
                        table,
                        List.of(column.name()),
                        "select 1 from only " + table.name().sql() + " where ("
                                + change.using().get() + ") is null")) {
            throw new Refused("column \"" + column.name() + "\" of relation \""
                    + table.name().name() + "\" contains null values");
        }
        if (change.using().isEmpty()) {
            to.flatMap(type -> tooLong(SqlName.quoted(column.name()), type))
                    .filter(wrong -> draft.anyRow(
                            table,
                            List.of(column.name()),
                            "select 1 from only " + table.name().sql() + " where " + wrong))
                    .ifPresent(_ -> {
                        throw new Refused("value too long for type " + change.type());
                    });
        }
    }

    /// An assignment refuses what a cast cuts off.
    private static Optional<String> tooLong(String column, TypeFacts to) {
        if (to.modifiers().isEmpty()) {
            return Optional.empty();
        }
        int length = to.modifiers().getFirst();
        return switch (to.name()) {
            case "varchar", "bpchar" -> Optional.of("char_length(rtrim((" + column + ")::text, ' ')) > " + length);
            case "varbit" -> Optional.of("bit_length((" + column + ")::varbit) > " + length);
            case "bit" -> Optional.of("bit_length((" + column + ")::varbit) <> " + length);
            default -> Optional.empty();
        };
    }

    /// Whether the new index would hold the same, so that the old one's file is taken over.
    private boolean reusable(IndexFacts index, ColumnFacts column, TableChange.ChangeType change) {
        if (index.hasExpression() || index.partial()) {
            return false;
        }
        Optional<TypeFacts> to = questions.type(change.type());
        Optional<TypeFacts> from = questions.type(column.type());
        if (!index.keys().contains(column.name()) || to.isEmpty() || from.isEmpty()) {
            return true;
        }
        boolean array = to.get().category().equals("A");
        boolean strings =
                to.get().category().equals("S") && from.get().category().equals("S");
        return to.get().base() == from.get().base() || strings || !array && sameFamily(from.get(), to.get());
    }

    private boolean sameFamily(TypeFacts from, TypeFacts to) {
        return Set.of("inet", "cidr").containsAll(Set.of(from.name(), to.name()))
                || questions.cast(from.base(), to.base()) == Cast.BINARY
                        && from.name().equals(to.name());
    }

    private void again(Relation table, IndexFacts index, boolean rewrite, boolean collation, boolean reusable) {
        draft.lock(table, index, LockMode.ACCESS_EXCLUSIVE);
        draft.makesIndexLike(table, index.name().name());
        if (!rewrite && (collation || !reusable)) {
            draft.rebuild(table, index);
            draft.scan(table);
        }
    }

    /// Checks of the column are verified again, foreign keys too where the comparison may come out otherwise; both ends
    /// of a foreign key are locked.
    private void constraintsAgain(Relation table, ColumnFacts column, TableChange.ChangeType change, boolean rewrite) {
        boolean checked = table.constraints(ConstraintFacts.Kind.CHECK)
                .anyMatch(check -> check.columns().contains(column.name()) && check.validated());
        if (checked) {
            draft.scan(table);
        }
        table.foreignKeys()
                .filter(key -> key.columns().contains(column.name()))
                .forEach(key -> draft.referenced(key).ifPresent(other -> {
                    refuseUncomparable(other, key.columns(), key.referencedColumns(), column.name(), change.type());
                    keyAgain(table, other, key, rewrite);
                }));
        for (DatabaseFacts.Reference reference : draft.facts().references(table)) {
            if (reference.key().referencedColumns().contains(column.name())) {
                ConstraintFacts key = reference.key();
                refuseUncomparable(
                        reference.table(), key.referencedColumns(), key.columns(), column.name(), change.type());
                keyAgain(reference.table(), table, key, rewrite);
                referencedIndex(table, reference.key().index());
            }
        }
    }

    /// @param columns of this side of the key
    /// @param others  of the other side
    private void refuseUncomparable(
            Relation other, List<String> columns, List<String> others, String column, String type) {
        int place = columns.indexOf(column);
        if (place < 0 || place >= others.size()) {
            return;
        }
        other.column(others.get(place))
                .filter(found -> found.typeOid() != 0)
                .flatMap(found -> questions.objection("select null::" + found.type() + " = null::" + type))
                .filter(said -> said.state().equals("42883"))
                .ifPresent(_ -> {
                    throw new Refused("foreign key constraint cannot be implemented: the columns are not comparable");
                });
    }

    private void referencedIndex(Relation table, Optional<ObjectName> name) {
        name.flatMap(index -> table.index(index.name()))
                .ifPresent(index -> draft.lock(table, index, LockMode.ACCESS_EXCLUSIVE));
    }

    private void keyAgain(Relation referencing, Relation referenced, ConstraintFacts key, boolean rewrite) {
        draft.lock(referencing, LockMode.ACCESS_EXCLUSIVE);
        draft.lock(referenced, LockMode.ACCESS_EXCLUSIVE);
        if (rewrite && key.validated()) {
            draft.checksRows(referencing, key.columns(), referenced, key.referencedColumns());
        }
    }
}
