package io.godwit.validator.prediction;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.ColumnFacts;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.ConstraintFacts.Kind;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What is known after statements of the same transaction that have not run: tables and columns they add, and
/// constraints.
final class Afterwards {
    private final Set<ObjectName> created = new HashSet<>();
    private final Set<ObjectName> pending = new HashSet<>();
    private final Set<ObjectName> newTypes = new HashSet<>();
    private final Set<String> newLabels = new HashSet<>();
    private Setting setting;

    Afterwards(Setting setting) {
        this.setting = setting;
    }

    Setting setting() {
        return setting;
    }

    /// The prediction, relations that these statements made shown as such.
    Prediction withoutNew(Prediction prediction) {
        TreeMap<LockedRelation, LockMode> locks = new TreeMap<>();
        prediction.locks().forEach((relation, mode) -> {
            boolean fresh = relation.fresh() || created.contains(relation.name());
            locks.merge(
                    new LockedRelation(relation.name(), relation.index(), fresh, relation.bare()),
                    fresh ? LockMode.ACCESS_EXCLUSIVE : mode,
                    (one, other) -> one.compareTo(other) >= 0 ? one : other);
        });
        return new Prediction(
                locks,
                old(prediction.rewritten()),
                old(prediction.scanned()),
                old(prediction.rebuilt()),
                prediction.error(),
                prediction.unknown());
    }

    private TreeSet<LockedRelation> old(Set<LockedRelation> relations) {
        TreeSet<LockedRelation> kept = new TreeSet<>(relations);
        kept.removeIf(relation -> created.contains(relation.name()));
        return kept;
    }

    /// Why PostgreSQL refuses the statement after those before it.
    Optional<String> refusal(ParsedStatement statement) {
        List<ObjectName> changed = switch (statement.statement()) {
            case Statement.AlterTable alter -> List.of(alter.table());
            case Statement.DropTable drop -> drop.tables();
            case Statement.Truncate truncate -> truncate.tables();
            case Statement _ -> List.of();
        };
        Optional<ObjectName> waiting =
                changed.stream().filter(pending::contains).findFirst();
        if (waiting.isPresent()) {
            return Optional.of(
                    "cannot ALTER TABLE \"" + waiting.get().name() + "\" because it has pending trigger events");
        }
        return newLabels.stream()
                .filter(label -> statement.text().contains("'" + label + "'"))
                .filter(_ -> !(statement.statement() instanceof Statement.AddEnumValue))
                .findFirst()
                .map(label -> "unsafe use of new value \"" + label + "\" of an enum type");
    }

    private void changeRows(Statement.ChangeRows change) {
        setting.facts().relation(change.table()).ifPresent(table -> {
            if (table.foreignKeys().anyMatch(ConstraintFacts::deferred)) {
                pending.add(table.name());
            }
        });
    }

    void add(ParsedStatement parsed) {
        switch (parsed.statement()) {
            case Statement.ChangeRows change -> changeRows(change);
            case Statement.Setting _
            when parsed.text().toLowerCase(Locale.ROOT).matches("(?s)set\\s+constraints.*immediate.*") ->
                pending.clear();
            case Statement.CreateEnum create -> newTypes.add(create.type());
            case Statement.AddEnumValue add -> {
                if (!newTypes.contains(add.type()) || setting.version() < 17) {
                    newLabels.add(add.label());
                }
            }
            case Statement.CreateTable create -> {
                Relation bare = Relation.assumed(create.table());
                List<ColumnFacts> columns = create.columns().stream()
                        .map(column -> column(column.name(), column.type(), column.notNull()))
                        .toList();
                put(with(bare, columns, List.of(), false));
                created.add(create.table());
            }
            case Statement.CreateTableAs create -> {
                put(Relation.assumed(create.table()));
                created.add(create.table());
            }
            case Statement.AlterTable alter ->
                setting.facts().relation(alter.table()).ifPresent(table -> alter(table, alter.changes()));
            case Statement _ -> {}
        }
    }

    private void alter(Relation table, List<TableChange> changes) {
        List<ColumnFacts> columns = new ArrayList<>(table.columns());
        List<ConstraintFacts> constraints = new ArrayList<>(table.constraints());
        for (TableChange change : changes) {
            switch (change) {
                case TableChange.AddColumn add ->
                    columns.add(column(
                            add.column().name(),
                            add.column().type(),
                            add.column().notNull()));
                case TableChange.DropColumn drop ->
                    columns.removeIf(column -> column.name().equals(drop.column()));
                case TableChange.DropConstraint drop ->
                    constraints.removeIf(c -> c.name().equals(drop.name()));
                case TableChange.AddConstraint add ->
                    add.constraint().name().ifPresent(name -> constraints.add(constraint(name, add.constraint())));
                case TableChange _ -> {}
            }
        }
        put(with(table, columns, constraints, table.populated()));
    }

    private static ColumnFacts column(String name, String type, boolean notNull) {
        return new ColumnFacts(name, type, 0, notNull, notNull, "", "", "", 0, false);
    }

    private static ConstraintFacts constraint(String name, ConstraintDefinition definition) {
        return switch (definition) {
            case ConstraintDefinition.ForeignKey key ->
                facts(name, Kind.FOREIGN_KEY, key.columns(), Optional.of(key.referencedTable()), key.validated());
            case ConstraintDefinition.Check check ->
                facts(name, Kind.CHECK, List.of(), Optional.empty(), check.validated());
            case ConstraintDefinition.NotNull notNull ->
                facts(name, Kind.NOT_NULL, List.of(notNull.column()), Optional.empty(), notNull.validated());
            case ConstraintDefinition.PrimaryKey key ->
                facts(name, Kind.PRIMARY_KEY, key.columns(), Optional.empty(), true);
            case ConstraintDefinition.Unique unique ->
                facts(name, Kind.UNIQUE, unique.columns(), Optional.empty(), true);
            case ConstraintDefinition.Exclusion _ -> facts(name, Kind.EXCLUSION, List.of(), Optional.empty(), true);
        };
    }

    private static ConstraintFacts facts(
            String name, Kind kind, List<String> columns, Optional<ObjectName> referenced, boolean validated) {
        return new ConstraintFacts(
                name, kind, columns, referenced, List.of(), validated, true, false, "", Optional.empty(), false);
    }

    private static Relation with(
            Relation table, List<ColumnFacts> columns, List<ConstraintFacts> constraints, boolean populated) {
        return new Relation(
                table.name(),
                table.kind(),
                table.visible(),
                populated,
                table.logged(),
                table.method(),
                table.tablespace(),
                table.owner(),
                columns,
                table.indexes(),
                constraints,
                table.parents(),
                table.children(),
                table.partitionBy(),
                table.bound(),
                table.dependents());
    }

    private void put(Relation relation) {
        DatabaseFacts facts = setting.facts();
        TreeMap<ObjectName, Relation> relations = new TreeMap<>(facts.relations());
        relations.put(relation.name(), relation);
        setting = setting.with(new DatabaseFacts(
                facts.schema(), facts.user(), relations, facts.domains(), facts.types(), facts.whole()));
    }
}
