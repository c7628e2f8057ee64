package io.godwit.validator.prediction;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.model.statement.Verb;
import io.godwit.postgres.statement.RoutineText;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.IndexFacts;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Predicts statements one after the other, none of which runs: what an earlier one changes is known to a later one.
public final class Rehearsal {
    private static final Pattern CONSTRAINED = Pattern.compile("(?i)\\bcheck\\s*\\(|\\bnot\\s+null\\b");
    private static final Pattern FUNCTION = Pattern.compile(
            "(?is)^\\s*create\\s+(?:or\\s+replace\\s+)?function\\s+(?:[\\w$\"]+\\.)?\"?([\\w$]+)\"?\\s*\\(");
    private static final Pattern STEADY = Pattern.compile("(?i)\\b(immutable|stable)\\b");

    private final Set<ObjectName> pending = new HashSet<>();
    private final Set<String> newLabels = new HashSet<>();
    private final Mentioned mentioned = new Mentioned();
    private final Set<ObjectName> temporary = new HashSet<>();
    private final Map<ObjectName, ObjectName> originals = new HashMap<>();
    private final Map<ObjectName, ObjectName> renamed = new HashMap<>();
    private final Set<ObjectName> newIndexes = new HashSet<>();
    private final Set<ObjectName> dropped = new HashSet<>();
    private final Set<ObjectName> followedIndexes = new HashSet<>();
    private final DatabaseFacts start;
    private final boolean asks;
    private Setting setting;

    public Rehearsal(Setting start) {
        this(start, true);
    }

    /// @param asks whether PostgreSQL is asked what it says of each statement; not inside a block of code, whose
    ///             variables it would not know
    Rehearsal(Setting start, boolean asks) {
        this.setting = start;
        this.start = start.facts();
        this.asks = asks;
    }

    /// As the statements so far have left it.
    public Setting setting() {
        return setting;
    }

    /// The next statement runs in another transaction than those so far.
    ///
    /// @param block whether in a transaction block
    public void newTransaction(boolean block) {
        pending.clear();
        newLabels.clear();
        setting = setting.inside(block);
    }

    /// What the statement does. Relations made so far are shown as such.
    public Prediction next(ParsedStatement given) {
        ParsedStatement statement = given.statement() instanceof Statement.CodeBlock block
                ? new ParsedStatement(given.text(), ReachedParts.of(given.text(), block, setting, mentioned))
                : given;
        Optional<String> tooMuch = Limits.refusal(statement.statement());
        if (tooMuch.isPresent()) {
            return Predictor.refused(tooMuch.get());
        }
        Optional<String> waiting = setting.insideTransaction() ? refusal(statement) : Optional.empty();
        Optional<String> refusal = waiting.or(() -> NewerForm.refusal(statement.text(), setting.version()))
                .or(() -> asks ? new AskedRefusal(setting, mentioned).of(statement) : Optional.empty())
                .or(() -> new Existence(setting, mentioned).refusal(statement));
        Prediction prediction = refusal.map(Predictor::refused).orElseGet(() -> Predictor.alone(statement, setting));
        Prediction shown = withoutNew(prediction);
        prediction.locks().keySet().stream()
                .filter(made -> made.index() && made.fresh())
                .map(LockedRelation::name)
                .filter(name -> setting.facts().tableOfIndex(name).isEmpty()
                        && start.tableOfIndex(name).isEmpty())
                .forEach(newIndexes::add);
        add(statement);
        prediction.locks().keySet().stream()
                .filter(made -> made.index() && made.fresh())
                .map(LockedRelation::name)
                .filter(name -> setting.facts().tableOfIndex(name).isPresent())
                .forEach(followedIndexes::add);
        mentioned.add(statement.text());
        return shown;
    }

    /// What all statements so far do together, in the names the relations have at the end: what they made and dropped
    /// again nobody sees.
    Prediction shown(Prediction all) {
        TreeMap<LockedRelation, LockMode> locks = new TreeMap<>();
        all.locks().forEach((relation, mode) -> {
            boolean fresh = relation.fresh() || relation.index() && newIndexes.contains(relation.name());
            ObjectName name = fresh ? last(relation.name()) : relation.name();
            if (!fresh || stillThere(relation, name)) {
                locks.merge(
                        new LockedRelation(name, relation.index(), fresh, relation.bare()),
                        fresh ? LockMode.ACCESS_EXCLUSIVE : mode,
                        (one, other) -> one.compareTo(other) >= 0 ? one : other);
            }
        });
        return new Prediction(locks, all.rewritten(), all.scanned(), rebuilt(all, locks), all.error(), all.unknown());
    }

    /// Also what was dropped and made again under its name.
    private TreeSet<LockedRelation> rebuilt(Prediction all, TreeMap<LockedRelation, LockMode> shown) {
        TreeSet<LockedRelation> rebuilt = new TreeSet<>(all.rebuilt());
        shown.keySet().stream()
                .filter(relation -> relation.index() && !relation.fresh() && dropped.contains(relation.name()))
                .filter(relation -> shown.containsKey(new LockedRelation(relation.name(), true, true, relation.bare())))
                .forEach(rebuilt::add);
        return rebuilt;
    }

    private Stream<ObjectName> droppedIndexes(Statement statement) {
        return switch (statement) {
            case Statement.DropIndex drop -> drop.indexes().stream();
            case Statement.DropTable drop -> drop.tables().stream().flatMap(this::indexes);
            case Statement.DropRelations drop -> drop.relations().stream().flatMap(this::indexes);
            case Statement.AlterTable alter ->
                alter.changes().stream()
                        .filter(TableChange.DropConstraint.class::isInstance)
                        .map(change -> alter.table().sibling(((TableChange.DropConstraint) change).name()));
            case Statement _ -> Stream.empty();
        };
    }

    private Stream<ObjectName> indexes(ObjectName relation) {
        return setting.facts().relation(relation).stream()
                .flatMap(found -> found.indexes().stream())
                .map(IndexFacts::name);
    }

    private ObjectName last(ObjectName name) {
        ObjectName current = name;
        for (int i = 0; i < renamed.size() && renamed.containsKey(current); i++) {
            current = renamed.get(current);
        }
        return current;
    }

    /// Whether what was made is there at the end; what the facts do not follow is.
    private boolean stillThere(LockedRelation made, ObjectName name) {
        boolean followed = made.index()
                ? followedIndexes.contains(made.name())
                : setting.changed().isNew(made.name());
        boolean there = made.index()
                ? setting.facts().tableOfIndex(name).isPresent()
                : setting.facts().relation(name).isPresent();
        return there || !followed;
    }

    /// Rows of the table get other values in these columns.
    public void write(ObjectName table, Collection<String> columns) {
        Changed changed = setting.changed();
        for (String column : columns) {
            changed = changed.andWritten(table, column);
        }
        setting = setting.after(setting.facts(), changed);
    }

    private Prediction withoutNew(Prediction prediction) {
        TreeMap<LockedRelation, LockMode> locks = new TreeMap<>();
        prediction.locks().forEach((relation, mode) -> {
            if (temporary.contains(relation.name())) {
                return;
            }
            boolean fresh = relation.fresh() || isNew(relation);
            ObjectName name = fresh ? relation.name() : originals.getOrDefault(relation.name(), relation.name());
            locks.merge(
                    new LockedRelation(name, relation.index(), fresh, relation.bare()),
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
        kept.removeIf(this::isNew);
        return kept;
    }

    private boolean isNew(LockedRelation relation) {
        ObjectName table = relation.index()
                ? setting.facts()
                        .tableOfIndex(relation.name())
                        .map(found -> found.name())
                        .orElse(relation.name())
                : relation.name();
        return setting.changed().isNew(table);
    }

    /// Why PostgreSQL refuses the statement after those before it in its transaction.
    private Optional<String> refusal(ParsedStatement statement) {
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

    private void add(ParsedStatement parsed) {
        Statement statement = parsed.statement();
        droppedIndexes(statement).forEach(dropped::add);
        Changed changed = setting.changed();
        switch (statement) {
            case Statement.RenameIndex rename -> {
                if (newIndexes.contains(rename.index())) {
                    renamed.put(rename.index(), rename.index().sibling(rename.newName()));
                }
            }
            case Statement.ChangeRows change -> {
                waitForDeferred(change);
                changed = changed.andWritten(change.table(), "");
            }
            case Statement.Truncate truncate -> {
                for (ObjectName table : truncate.tables()) {
                    changed = changed.andWritten(table, "");
                }
            }
            case Statement.Setting _
            when parsed.text().toLowerCase(Locale.ROOT).matches("(?s)set\\s+constraints.*immediate.*") ->
                pending.clear();
            case Statement.CreateEnum create -> changed = changed.andType(create.type());
            case Statement.CreateDomain create -> {
                changed = changed.andType(create.domain());
                if (CONSTRAINED.matcher(create.definition()).find()) {
                    changed = changed.andCostly(create.domain().name());
                }
            }
            case Statement.OtherObject object
            when object.verb() == Verb.CREATE -> {
                Matcher function = FUNCTION.matcher(parsed.text());
                if (function.find() && !STEADY.matcher(parsed.text()).find()) {
                    changed = changed.andCostly(function.group(1));
                }
                changed = RoutineText.of(parsed.text()).map(changed::andRoutine).orElse(changed);
            }
            case Statement.CreateExtension create -> changed = changed.andType(new ObjectName("", create.name()));
            case Statement.RenameType rename ->
                changed = changed.andType(rename.type().sibling(rename.newName()));
            case Statement.AddEnumValue add -> {
                if (!changed.types().contains(add.type()) || setting.version() < 17) {
                    newLabels.add(add.label());
                }
            }
            case Statement.CreateTable create
            when isMade(create) -> {
                changed = changed.andTable(create.table());
                if (create.shape().temporary()) {
                    temporary.add(create.table());
                }
            }
            case Statement.CreateView create
            when setting.facts().relation(create.view()).isEmpty() -> changed = changed.andTable(create.view());
            case Statement.CreateTableAs create -> {
                changed = changed.andTable(create.table());
                if (create.temporary()) {
                    temporary.add(create.table());
                }
            }
            case Statement.AlterTable alter -> {
                changed = altered(changed, alter);
                alter.changes().forEach(change -> renamed(alter.table(), change));
            }
            case Statement.CodeBlock block -> {
                block.statements().forEach(this::add);
                changed = setting.changed();
            }
            case Statement _ -> {}
        }
        setting = setting.after(FactsAfter.of(setting.facts(), statement), changed);
    }

    private boolean isMade(Statement.CreateTable create) {
        return setting.facts().relation(create.table()).isEmpty();
    }

    /// A lock on a relation is shown under the name others know it by.
    private void renamed(ObjectName table, TableChange change) {
        if (change instanceof TableChange.RenameTable(String newName)
                && setting.changed().isNew(table)) {
            renamed.put(table, table.sibling(newName));
        }
        if (change instanceof TableChange.AddConstraint add) {
            usedIndex(add.constraint())
                    .filter(index -> newIndexes.contains(table.sibling(index)))
                    .ifPresent(index -> renamed.put(
                            table.sibling(index),
                            table.sibling(add.constraint().name().orElse(index))));
        }
        if (change instanceof TableChange.RenameTable(String newName)
                && !setting.changed().isNew(table)) {
            originals.put(table.sibling(newName), originals.getOrDefault(table, table));
        }
    }

    private static Optional<String> usedIndex(ConstraintDefinition constraint) {
        return switch (constraint) {
            case ConstraintDefinition.PrimaryKey key -> key.usingIndex();
            case ConstraintDefinition.Unique unique -> unique.usingIndex();
            case ConstraintDefinition _ -> Optional.empty();
        };
    }

    private static Changed altered(Changed before, Statement.AlterTable alter) {
        Changed changed = before;
        for (TableChange change : alter.changes()) {
            changed = switch (change) {
                case TableChange.AddColumn add ->
                    add.column().hasValue()
                            ? changed
                            : changed.andEmpty(alter.table(), add.column().name());
                case TableChange.ChangeType type -> changed.andWritten(alter.table(), type.column());
                case TableChange.RenameColumn rename -> changed.andWritten(alter.table(), rename.newName());
                case TableChange.RenameTable rename ->
                    before.isNew(alter.table()) ? changed.andTable(alter.table().sibling(rename.newName())) : changed;
                case TableChange _ -> changed;
            };
        }
        return changed;
    }

    private void waitForDeferred(Statement.ChangeRows change) {
        setting.facts().relation(change.table()).ifPresent(table -> {
            if (table.foreignKeys().anyMatch(ConstraintFacts::deferred)) {
                pending.add(table.name());
            }
        });
    }
}
