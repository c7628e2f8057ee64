package io.godwit.validator.prediction;

import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.Relation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// ALTER TABLE: all its changes under the strongest lock one of them needs (PostgreSQL's `AlterTableGetLockLevel`).
final class AlterTablePrediction {
    private final Draft draft;
    private final Statement.AlterTable alter;

    AlterTablePrediction(Draft draft, Statement.AlterTable alter) {
        this.draft = draft;
        this.alter = alter;
    }

    void predict() {
        if (alter.missingAllowed() && draft.found(alter.table()).isEmpty()) {
            return;
        }
        Optional<Relation> indexed = draft.facts().relation(alter.table()).isPresent()
                ? Optional.empty()
                : draft.facts().tableOfIndex(alter.table());
        if (indexed.isPresent() && alter.changes().getFirst() instanceof TableChange.RenameTable) {
            indexed.get()
                    .index(alter.table().name())
                    .ifPresent(index -> draft.lock(indexed.get(), index, LockMode.ACCESS_EXCLUSIVE));
            return;
        }
        if (indexed.isPresent()) {
            throw new Refused("\"" + alter.table().name() + "\" is an index: write ALTER INDEX");
        }
        Relation table = draft.relation(alter.table());
        if (alter.changes().size() > 1) {
            alter.changes().stream()
                    .filter(AlterTablePrediction::alone)
                    .findFirst()
                    .ifPresent(_ -> {
                        throw new Refused("syntax error: this change stands alone in its ALTER TABLE");
                    });
        }
        new InheritedChange(draft, alter).refuse(table);
        LockMode mode = alter.changes().stream()
                .map(this::mode)
                .reduce(LockMode.ACCESS_SHARE, (one, other) -> one.compareTo(other) >= 0 ? one : other);
        boolean descends = !alter.only() && alter.changes().stream().anyMatch(change -> descends(table, change));
        List<Relation> targets = descends ? draft.facts().withDescendants(table) : List.of(table);
        targets.forEach(target -> draft.lock(target, mode));
        for (TableChange change : alter.changes()) {
            List<Relation> reached = descends(table, change) ? targets : List.of(table);
            one(change, table, reached);
        }
    }

    private void one(TableChange change, Relation table, List<Relation> reached) {
        ColumnPrediction columns = new ColumnPrediction(draft, alter);
        switch (change) {
            case TableChange.AddColumn add -> columns.add(table, reached, add.column());
            case TableChange.DropColumn drop -> reached.forEach(target -> columns.drop(target, drop));
            case TableChange.ChangeType type ->
                reached.forEach(target -> new TypePrediction(draft).change(target, type));
            case TableChange.SetNotNull set -> reached.forEach(target -> columns.setNotNull(target, set.column()));
            case TableChange.AddIdentity add -> columns.addIdentity(table, add);
            case TableChange.SetExpression set -> reached.forEach(target -> columns.setExpression(target, set));
            case TableChange.DropExpression drop -> columns.dropExpression(table, drop);
            case TableChange.DropNotNull drop -> columns.dropNotNull(table, drop.column());
            case TableChange.SetDefault set -> columns.setDefault(table, set.column());
            case TableChange.DropDefault drop -> columns.mustExist(table, drop.column());
            case TableChange.ChangeIdentity identity -> columns.changeIdentity(table, identity);
            case TableChange.SetColumnOption option -> columns.mustExist(table, option.column());
            case TableChange.AddConstraint add -> constraints().add(table, add.constraint());
            case TableChange.ValidateConstraint validate -> constraints().validate(table, validate.name());
            case TableChange.DropConstraint drop -> constraints().drop(table, drop);
            case TableChange.AlterConstraint change1 -> constraints().alter(table, change1);
            case TableChange.RenameConstraint rename ->
                table.constraint(rename.name())
                        .flatMap(ConstraintFacts::index)
                        .flatMap(index -> table.index(index.name()))
                        .ifPresent(index -> draft.lock(table, index, LockMode.SHARE_UPDATE_EXCLUSIVE));
            case TableChange.AttachPartition attach -> partitions().attach(table, attach);
            case TableChange.DetachPartition detach -> partitions().detach(table, detach);
            case TableChange.Inherit inherit ->
                draft.lock(draft.relation(inherit.parent()), LockMode.SHARE_UPDATE_EXCLUSIVE);
            case TableChange.NoInherit inherit -> draft.lock(draft.relation(inherit.parent()), LockMode.ACCESS_SHARE);
            case TableChange.SetLogged logged -> setLogged(table, logged.logged());
            case TableChange.SetTablespace tablespace -> {
                if (!tablespace.tablespace().equals(table.tablespace())) {
                    draft.rewriteFileOnly(table);
                }
            }
            case TableChange.SetAccessMethod access -> setAccessMethod(table, access.method());
            case TableChange.SetOwner owner -> {
                boolean same = List.of("current_user", "current_role", "session_user")
                                        .contains(owner.role().toLowerCase(Locale.ROOT))
                                && table.owner().equals(draft.facts().user())
                        || owner.role().replace("\"", "").equals(table.owner());
                if (!same) {
                    draft.lockIndexes(table, LockMode.ACCESS_EXCLUSIVE);
                }
            }
            case TableChange.ClusterOn cluster ->
                cluster.index()
                        .flatMap(table::index)
                        .ifPresent(index -> draft.lock(table, index, LockMode.SHARE_UPDATE_EXCLUSIVE));
            case TableChange.ReplicaIdentity identity ->
                identity.index().flatMap(table::index).ifPresent(index -> draft.lock(table, index, LockMode.SHARE));
            case TableChange.Other other -> draft.unknown(other.text() + " is not taken apart");
            case TableChange.RenameColumn rename -> columns.rename(table, rename);
            case TableChange.RenameTable _,
                    TableChange.SetSchema _,
                    TableChange.SetOptions _,
                    TableChange.TriggerState _,
                    TableChange.RowSecurity _ -> {}
        }
    }

    private ConstraintPrediction constraints() {
        return new ConstraintPrediction(draft, alter);
    }

    private PartitionPrediction partitions() {
        return new PartitionPrediction(draft);
    }

    private void setLogged(Relation table, boolean logged) {
        if (table.logged() == logged) {
            return;
        }
        if (table.partitioned() && draft.version() >= 18) {
            throw new Refused("ALTER action SET " + (logged ? "LOGGED" : "UNLOGGED")
                    + " cannot be performed on relation \"" + table.name().name() + "\"");
        }
        boolean tied = logged
                ? table.foreignKeys()
                        .flatMap(key -> draft.referenced(key).stream())
                        .anyMatch(other -> !other.logged() && !other.name().equals(table.name()))
                : draft.facts().references(table).stream()
                        .anyMatch(reference -> reference.table().logged()
                                && !reference.table().name().equals(table.name()));
        if (tied) {
            throw new Refused("could not change table \"" + table.name().name() + "\" to "
                    + (logged ? "logged" : "unlogged") + " because of a foreign key");
        }
        if (!table.partitioned()) {
            draft.rewrite(table);
        }
    }

    private void setAccessMethod(Relation table, String method) {
        if (draft.version() < 15) {
            throw new Refused("syntax error at or near \"access\"");
        }
        boolean same = method.equals(table.method())
                || method.equals("default") && table.method().equals("heap");
        if (!same && !table.partitioned()) {
            draft.rewrite(table);
        }
    }

    /// The lock the change needs by itself.
    private LockMode mode(TableChange change) {
        return switch (change) {
            case TableChange.AddConstraint(ConstraintDefinition.ForeignKey _) -> LockMode.SHARE_ROW_EXCLUSIVE;
            case TableChange.TriggerState trigger ->
                trigger.text().toLowerCase(Locale.ROOT).contains("trigger")
                        ? LockMode.SHARE_ROW_EXCLUSIVE
                        : LockMode.ACCESS_EXCLUSIVE;
            case TableChange.SetColumnOption option ->
                option.option() == TableChange.SetColumnOption.Option.STATISTICS
                                || option.option() == TableChange.SetColumnOption.Option.OPTIONS
                        ? LockMode.SHARE_UPDATE_EXCLUSIVE
                        : LockMode.ACCESS_EXCLUSIVE;
            case TableChange.SetOptions options ->
                options.text()
                                .toLowerCase(Locale.ROOT)
                                .matches("(?s).*(user_catalog_table|oids|security_|check_option).*")
                        ? LockMode.ACCESS_EXCLUSIVE
                        : LockMode.SHARE_UPDATE_EXCLUSIVE;
            case TableChange.DetachPartition detach ->
                detach.manner() == TableChange.DetachPartition.Manner.AT_ONCE
                        ? LockMode.ACCESS_EXCLUSIVE
                        : LockMode.SHARE_UPDATE_EXCLUSIVE;
            case TableChange.ValidateConstraint _, TableChange.AttachPartition _, TableChange.ClusterOn _ ->
                LockMode.SHARE_UPDATE_EXCLUSIVE;
            case TableChange _ -> LockMode.ACCESS_EXCLUSIVE;
        };
    }

    private static boolean alone(TableChange change) {
        return change instanceof TableChange.RenameColumn
                || change instanceof TableChange.RenameConstraint
                || change instanceof TableChange.RenameTable
                || change instanceof TableChange.SetSchema
                || change instanceof TableChange.AttachPartition
                || change instanceof TableChange.DetachPartition;
    }

    /// Whether the change reaches partitions and children; what is valid already is left alone.
    private boolean descends(Relation table, TableChange change) {
        return switch (change) {
            case TableChange.ValidateConstraint validate ->
                table.constraint(validate.name())
                        .map(constraint -> !constraint.validated())
                        .orElse(true);
            case TableChange.AlterConstraint _ -> table.partitioned();
            case TableChange.DropConstraint drop ->
                table.columns().isEmpty()
                        || table.partitioned()
                        || table.constraint(drop.name())
                                .filter(constraint -> constraint.kind() == ConstraintFacts.Kind.CHECK
                                        || constraint.kind() == ConstraintFacts.Kind.NOT_NULL)
                                .isPresent();
            case TableChange.SetColumnOption option -> option.option() != TableChange.SetColumnOption.Option.OPTIONS;
            case TableChange.SetNotNull set ->
                table.column(set.column()).map(column -> !column.marked()).orElse(true);
            case TableChange.DropNotNull drop ->
                draft.version() < 18
                        || table.column(drop.column())
                                .map(column -> column.marked())
                                .orElse(true);
            case TableChange.AddConstraint(ConstraintDefinition.Check check) ->
                check.inherited() || draft.version() >= 18;
            case TableChange _ -> descends(change);
        };
    }

    private static boolean descends(TableChange change) {
        return switch (change) {
            case TableChange.AddColumn _,
                    TableChange.DropColumn _,
                    TableChange.ChangeType _,
                    TableChange.SetNotNull _,
                    TableChange.DropNotNull _,
                    TableChange.SetDefault _,
                    TableChange.DropDefault _,
                    TableChange.SetExpression _,
                    TableChange.DropExpression _,
                    TableChange.SetColumnOption _,
                    TableChange.DropConstraint _,
                    TableChange.RenameColumn _ -> true;
            case TableChange.AddConstraint add ->
                add.constraint() instanceof ConstraintDefinition.Check
                        || add.constraint() instanceof ConstraintDefinition.NotNull;
            case TableChange _ -> false;
        };
    }
}
