package io.godwit.validator.effect;

import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.model.statement.Verb;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Predicts what a statement does, after what was measured on PostgreSQL 14 to 18 (`lock-truth.jsonl`). Relations that
/// the plan has created are left out: nobody waits for them.
public final class EffectPrediction {
    private final ColumnQuestions questions;

    public EffectPrediction(ColumnQuestions questions) {
        this.questions = questions;
    }

    public Effect of(Statement statement, Situation situation) {
        Effect effect = effect(statement, situation);
        return effect.on(situation.catalog().tables().keySet().stream()
                .filter(situation::isLive)
                .collect(Collectors.toSet()));
    }

    private Effect effect(Statement statement, Situation situation) {
        return switch (statement) {
            case Statement.CreateTable create -> references(create);
            case Statement.AlterTable alter -> alterTable(alter, situation);
            case Statement.DropTable drop -> dropTables(drop.tables(), situation);
            case Statement.Truncate truncate -> locks(truncate.tables(), LockMode.ACCESS_EXCLUSIVE);
            case Statement.CreateIndex create -> createIndex(create);
            case Statement.DropIndex drop -> dropIndexes(drop, situation);
            case Statement.ChangeRows change -> changeRows(change);
            case Statement.Query query -> locks(query.tables(), LockMode.ACCESS_SHARE);
            case Statement.CreateTableAs _, Statement.CreateView _ -> Effect.none();
            case Statement.DropRelations drop -> locks(drop.relations(), LockMode.ACCESS_EXCLUSIVE);
            case Statement.RefreshMaterializedView refresh ->
                Effect.lock(refresh.view(), refresh.concurrently() ? LockMode.EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
            case Statement.TableObject object ->
                Effect.lock(
                        object.table(),
                        object.kind() == Statement.TableObject.Kind.TRIGGER && object.verb() == Verb.CREATE
                                ? LockMode.SHARE_ROW_EXCLUSIVE
                                : LockMode.ACCESS_EXCLUSIVE);
            case Statement.LockTables lock -> locks(lock.tables(), lock.mode());
            case Statement.Reindex reindex ->
                reindex.concurrently()
                        ? Effect.none()
                        : Effect.lock(reindex.target(), LockMode.SHARE).indexing(reindex.target());
            case Statement.Vacuum vacuum ->
                vacuum.full()
                        ? vacuum.tables().stream()
                                .map(table -> Effect.lock(table, LockMode.ACCESS_EXCLUSIVE)
                                        .rewriting(table))
                                .reduce(Effect.none(), Effect::and)
                        : locks(vacuum.tables(), LockMode.SHARE_UPDATE_EXCLUSIVE);
            case Statement.Analyze analyze -> locks(analyze.tables(), LockMode.SHARE_UPDATE_EXCLUSIVE);
            case Statement.Cluster cluster ->
                cluster.table().stream()
                        .map(table ->
                                Effect.lock(table, LockMode.ACCESS_EXCLUSIVE).rewriting(table))
                        .reduce(Effect.none(), Effect::and);
            case Statement.CreateStatistics create -> Effect.lock(create.table(), LockMode.SHARE_UPDATE_EXCLUSIVE);
            case Statement.OtherObject object -> locks(object.tables(), LockMode.SHARE_UPDATE_EXCLUSIVE);
            case Statement.CodeBlock block ->
                block.statements().stream()
                        .map(inner -> effect(inner.statement(), situation))
                        .reduce(Effect.none(), Effect::and);
            case Statement.DropSchema drop ->
                locks(
                        situation.catalog().tables().keySet().stream()
                                .filter(table -> drop.schemas().contains(table.schema()))
                                .toList(),
                        LockMode.ACCESS_EXCLUSIVE);
            case Statement.RenameIndex _,
                    Statement.AttachIndex _,
                    Statement.AlterIndex _,
                    Statement.CreateEnum _,
                    Statement.AddEnumValue _,
                    Statement.RenameEnumValue _,
                    Statement.RenameType _,
                    Statement.DropType _,
                    Statement.CreateDomain _,
                    Statement.AlterDomain _,
                    Statement.CreateSchema _,
                    Statement.CreateExtension _,
                    Statement.CreateSequence _,
                    Statement.Comment _,
                    Statement.Grant _,
                    Statement.Setting _,
                    Statement.TransactionControl _,
                    Statement.Unparsed _ -> Effect.none();
        };
    }

    private Effect alterTable(Statement.AlterTable alter, Situation situation) {
        Effect effect = Effect.none();
        boolean dropsProof = alter.changes().stream().anyMatch(TableChange.DropConstraint.class::isInstance);
        Situation before = dropsProof ? situation.withoutProofs() : situation;
        for (TableChange change : alter.changes()) {
            TableChangeEffect prediction = new TableChangeEffect(questions, alter.table(), before);
            effect = effect.and(prediction.of(change));
            before = before.after(new Statement.AlterTable(alter.table(), List.of(change)));
        }
        return effect;
    }

    /// A foreign key of a new table locks the table it references against writers, for a moment.
    private static Effect references(Statement.CreateTable create) {
        Effect effect = Effect.none();
        for (ConstraintDefinition constraint : create.constraints()) {
            if (constraint instanceof ConstraintDefinition.ForeignKey key) {
                effect = effect.and(Effect.lock(key.referencedTable(), LockMode.SHARE_ROW_EXCLUSIVE));
            }
        }
        return create.columns().stream()
                .flatMap(column -> column.references().stream())
                .map(table -> Effect.lock(table, LockMode.SHARE_ROW_EXCLUSIVE))
                .reduce(effect, Effect::and);
    }

    /// Dropping a table drops its foreign keys, which locks the tables they reference just as strongly.
    private static Effect dropTables(List<ObjectName> tables, Situation situation) {
        Effect effect = locks(tables, LockMode.ACCESS_EXCLUSIVE);
        for (ObjectName name : tables) {
            for (ObjectName referenced : situation
                    .catalog()
                    .table(name)
                    .map(EffectPrediction::referenced)
                    .orElse(List.of())) {
                effect = effect.and(Effect.lock(referenced, LockMode.ACCESS_EXCLUSIVE));
            }
        }
        return effect;
    }

    static List<ObjectName> referenced(Table table) {
        return table.constraints().stream()
                .filter(Constraint.ForeignKey.class::isInstance)
                .map(key -> ((Constraint.ForeignKey) key).referencedTable())
                .toList();
    }

    private static Effect createIndex(Statement.CreateIndex create) {
        LockMode mode = create.concurrently() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE;
        return Effect.lock(create.table(), mode).scanning(create.table()).indexing(create.table());
    }

    private static Effect dropIndexes(Statement.DropIndex drop, Situation situation) {
        LockMode mode = drop.concurrently() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
        return drop.indexes().stream()
                .flatMap(index -> situation.tableOfIndex(index).stream())
                .map(table -> Effect.lock(table.name(), mode))
                .reduce(Effect.none(), Effect::and);
    }

    private static Effect changeRows(Statement.ChangeRows change) {
        Effect effect = Effect.lock(change.table(), LockMode.ROW_EXCLUSIVE);
        return change.everyRow() ? effect.scanning(change.table()) : effect;
    }

    private static Effect locks(List<ObjectName> tables, LockMode mode) {
        Map<ObjectName, LockMode> locks =
                tables.stream().collect(Collectors.toMap(table -> table, _ -> mode, (a, _) -> a));
        return new Effect(new TreeMap<>(locks), Set.of(), Set.of(), Set.of());
    }
}
