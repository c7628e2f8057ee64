package io.godwit.validator.effect;

import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.TableChange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What one change of an ALTER TABLE does.
final class TableChangeEffect {
    private final ColumnQuestions questions;
    private final ObjectName table;
    private final Situation situation;

    TableChangeEffect(ColumnQuestions questions, ObjectName table, Situation situation) {
        this.questions = questions;
        this.table = table;
        this.situation = situation;
    }

    Effect of(TableChange change) {
        return switch (change) {
            case TableChange.AddColumn add -> addColumn(add.column());
            case TableChange.DropColumn drop -> dropColumn(drop.column());
            case TableChange.SetNotNull set -> scanUnlessProven(List.of(set.column()));
            case TableChange.ChangeType type -> changeType(type);
            case TableChange.AddConstraint add -> addConstraint(add.constraint());
            case TableChange.ValidateConstraint validate -> validate(validate.name());
            case TableChange.DropConstraint drop -> dropConstraint(drop.name());
            case TableChange.SetLogged _, TableChange.SetAccessMethod _, TableChange.SetTablespace _ ->
                exclusive().rewriting(table);
            case TableChange.SetExpression _ -> exclusive().rewriting(table);
            case TableChange.AttachPartition attach ->
                Effect.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE)
                        .and(Effect.lock(attach.partition(), LockMode.ACCESS_EXCLUSIVE))
                        .scanning(attach.partition());
            case TableChange.DetachPartition detach ->
                exclusive().and(Effect.lock(detach.partition(), LockMode.ACCESS_EXCLUSIVE));
            case TableChange.Inherit inherit ->
                exclusive().and(Effect.lock(inherit.parent(), LockMode.SHARE_UPDATE_EXCLUSIVE));
            case TableChange.NoInherit inherit -> exclusive().and(Effect.lock(inherit.parent(), LockMode.ACCESS_SHARE));
            case TableChange.SetOptions _, TableChange.ClusterOn _, TableChange.SetColumnOption _ ->
                Effect.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE);
            case TableChange.TriggerState _ -> Effect.lock(table, LockMode.SHARE_ROW_EXCLUSIVE);
            case TableChange.AddIdentity _,
                    TableChange.ChangeIdentity _,
                    TableChange.DropExpression _,
                    TableChange.AlterConstraint _,
                    TableChange.ReplicaIdentity _,
                    TableChange.RowSecurity _,
                    TableChange.SetOwner _,
                    TableChange.DropNotNull _,
                    TableChange.SetDefault _,
                    TableChange.DropDefault _,
                    TableChange.RenameColumn _,
                    TableChange.RenameConstraint _,
                    TableChange.RenameTable _,
                    TableChange.SetSchema _,
                    TableChange.Other _ -> exclusive();
        };
    }

    private Effect addColumn(ColumnDefinition column) {
        Effect effect = exclusive();
        if (rewrites(column)) {
            effect = effect.rewriting(table);
        }
        for (ConstraintDefinition constraint : column.constraints()) {
            effect = switch (constraint) {
                case ConstraintDefinition.Check _ -> effect.scanning(table);
                case ConstraintDefinition.ForeignKey key -> {
                    Effect locked = effect.and(Effect.lock(key.referencedTable(), LockMode.SHARE_ROW_EXCLUSIVE));
                    yield column.defaultExpression().isPresent()
                            ? locked.scanning(table).scanning(key.referencedTable())
                            : locked;
                }
                case ConstraintDefinition.PrimaryKey _,
                        ConstraintDefinition.Unique _,
                        ConstraintDefinition.Exclusion _ ->
                    effect.indexing(table).scanning(table);
                case ConstraintDefinition.NotNull _ -> effect.scanning(table);
            };
        }
        return effect;
    }

    private boolean rewrites(ColumnDefinition column) {
        return switch (column.generation()) {
            case Generation.Serial _, Generation.Identity _, Generation.Stored _ -> true;
            case Generation.Virtual _ -> false;
            case Generation.None _ ->
                situation.isLive(table) && questions.adding(column).rewrites();
        };
    }

    private Effect dropColumn(String column) {
        return catalogTable().stream()
                .flatMap(found -> found.constraints().stream())
                .filter(Constraint.ForeignKey.class::isInstance)
                .map(Constraint.ForeignKey.class::cast)
                .filter(key -> key.columns().contains(column))
                .map(key -> Effect.lock(key.referencedTable(), LockMode.ACCESS_EXCLUSIVE))
                .reduce(exclusive(), Effect::and);
    }

    private Effect scanUnlessProven(List<String> columns) {
        boolean proven = columns.stream().allMatch(column -> situation.provenNotNull(table, column));
        return proven ? exclusive() : exclusive().scanning(table);
    }

    private Effect changeType(TableChange.ChangeType change) {
        Optional<Column> column = situation.column(table, change.column());
        boolean free = change.using().isEmpty()
                && column.map(found -> TypeChange.keepsRows(found.type(), change.type()))
                        .orElse(false);
        if (free) {
            return usedInExpressions(change.column()) ? exclusive().scanning(table) : exclusive();
        }
        return foreignKeysOn(change.column())
                .map(other -> Effect.lock(other, LockMode.ACCESS_EXCLUSIVE).scanning(other))
                .reduce(exclusive().rewriting(table).scanning(table), Effect::and);
    }

    /// Whether a check, an expression or a partial index uses the column: it is verified or built again.
    private boolean usedInExpressions(String column) {
        return catalogTable().stream()
                .flatMap(found -> Stream.concat(
                        found.constraints().stream()
                                .filter(Constraint.Check.class::isInstance)
                                .map(check -> ((Constraint.Check) check).expression()),
                        found.indexes().stream().flatMap(TableChangeEffect::expressions)))
                .anyMatch(expression -> expression.contains(column));
    }

    private static Stream<String> expressions(Index index) {
        return Stream.concat(
                index.predicate().stream(), index.keys().stream().flatMap(key -> key.expression().stream()));
    }

    /// Tables at the other end of foreign keys of the column: their rows are checked again.
    private Stream<ObjectName> foreignKeysOn(String column) {
        return situation.catalog().tables().values().stream()
                .flatMap(owner -> owner.constraints().stream()
                        .filter(Constraint.ForeignKey.class::isInstance)
                        .map(Constraint.ForeignKey.class::cast)
                        .flatMap(key -> otherEnds(owner.name(), key, column)));
    }

    private Stream<ObjectName> otherEnds(ObjectName owner, Constraint.ForeignKey key, String column) {
        boolean child = owner.equals(table) && key.columns().contains(column);
        boolean parent =
                key.referencedTable().equals(table) && key.referencedColumns().contains(column);
        return Stream.concat(
                child ? Stream.of(key.referencedTable()) : Stream.empty(), parent ? Stream.of(owner) : Stream.empty());
    }

    private Effect addConstraint(ConstraintDefinition constraint) {
        return switch (constraint) {
            case ConstraintDefinition.ForeignKey key -> {
                Effect locks = Effect.lock(table, LockMode.SHARE_ROW_EXCLUSIVE)
                        .and(Effect.lock(key.referencedTable(), LockMode.SHARE_ROW_EXCLUSIVE));
                if (!key.validated() || !situation.mayHoldRows(table)) {
                    // No rows, nothing to look up in the referenced table.
                    yield locks;
                }
                yield locks.scanning(table).scanning(key.referencedTable());
            }
            case ConstraintDefinition.Check check ->
                check.validated() ? exclusive().scanning(table) : exclusive();
            case ConstraintDefinition.NotNull notNull ->
                notNull.validated() ? scanUnlessProven(List.of(notNull.column())) : exclusive();
            case ConstraintDefinition.Unique unique ->
                unique.usingIndex().isPresent()
                        ? exclusive()
                        : exclusive().indexing(table).scanning(table);
            case ConstraintDefinition.PrimaryKey key ->
                key.usingIndex().isPresent()
                        ? scanUnlessProven(indexColumns(key.usingIndex().get()))
                        : exclusive().indexing(table).scanning(table);
            case ConstraintDefinition.Exclusion _ -> exclusive().indexing(table).scanning(table);
        };
    }

    private List<String> indexColumns(String index) {
        return catalogTable()
                .flatMap(found -> found.index(index))
                .map(found -> found.columns())
                .orElse(List.of("?"));
    }

    private Effect validate(String name) {
        Effect effect = Effect.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE).scanning(table);
        return foreignKey(name)
                .map(key -> effect.and(Effect.lock(key.referencedTable(), LockMode.ROW_SHARE)))
                .orElse(effect);
    }

    private Effect dropConstraint(String name) {
        return foreignKey(name)
                .map(key -> exclusive().and(Effect.lock(key.referencedTable(), LockMode.ACCESS_EXCLUSIVE)))
                .orElse(exclusive());
    }

    private Optional<Constraint.ForeignKey> foreignKey(String name) {
        return catalogTable()
                .flatMap(found -> found.constraint(name))
                .filter(Constraint.ForeignKey.class::isInstance)
                .map(Constraint.ForeignKey.class::cast);
    }

    private Optional<Table> catalogTable() {
        return situation.catalog().table(table);
    }

    private Effect exclusive() {
        return Effect.lock(table, LockMode.ACCESS_EXCLUSIVE);
    }
}
