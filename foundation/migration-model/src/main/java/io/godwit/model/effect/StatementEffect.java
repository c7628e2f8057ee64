package io.godwit.model.effect;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.KeyNames;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.AddEnumValue;
import io.godwit.model.statement.Statement.AlterTable;
import io.godwit.model.statement.Statement.CodeBlock;
import io.godwit.model.statement.Statement.CreateEnum;
import io.godwit.model.statement.Statement.CreateExtension;
import io.godwit.model.statement.Statement.CreateIndex;
import io.godwit.model.statement.Statement.CreateSchema;
import io.godwit.model.statement.Statement.CreateTable;
import io.godwit.model.statement.Statement.DropIndex;
import io.godwit.model.statement.Statement.DropTable;
import io.godwit.model.statement.Statement.DropType;
import io.godwit.model.statement.Statement.RenameEnumValue;
import io.godwit.model.statement.Statement.RenameIndex;
import io.godwit.model.statement.Statement.RenameType;
import java.util.ArrayList;
import java.util.List;

/// The catalog a statement leaves behind, worked out without a server. Types, defaults and names PostgreSQL chooses are
/// in the catalog's form; expressions of checks, indexes and generated columns stay as written. A statement on
/// something that is not there, or that makes what is there already, changes nothing.
public final class StatementEffect {
    private final CatalogDraft draft;
    private final String defaultSchema;

    private StatementEffect(Catalog before, String defaultSchema, CatalogDraft.NameScope scope) {
        this.draft = new CatalogDraft(before, scope);
        this.defaultSchema = defaultSchema;
    }

    /// In `public`, as far as types are written without a schema.
    public static Catalog after(Catalog before, Statement statement) {
        return after(before, statement, "public");
    }

    /// The same of the statements of a schema as it should be, in one go. Names nobody gave are what they would be if
    /// each table was the only one: a table more does not give another one's key a new number.
    public static Catalog after(Catalog before, List<Statement> statements) {
        StatementEffect effect = new StatementEffect(before, "public", CatalogDraft.NameScope.TABLE);
        statements.forEach(effect::apply);
        return effect.draft.catalog();
    }

    /// @param defaultSchema where types written without a schema are
    public static Catalog after(Catalog before, Statement statement, String defaultSchema) {
        StatementEffect effect = new StatementEffect(before, defaultSchema, CatalogDraft.NameScope.SCHEMA);
        effect.apply(statement);
        return effect.draft.catalog();
    }

    private void apply(Statement statement) {
        draft.dropObjects(statement);
        switch (statement) {
            case CreateTable create -> {
                if (draft.table(create.table()).isEmpty()) {
                    new TableEffect(draft, create.table(), defaultSchema).create(create);
                }
            }
            case AlterTable alter -> TableEffect.alter(draft, alter, defaultSchema);
            case DropTable drop -> drop.tables().forEach(draft::dropTable);
            case CreateIndex create -> draft.change(create.table(), table -> indexed(table, create));
            case DropIndex drop -> drop.indexes().forEach(this::dropIndex);
            case RenameIndex(ObjectName index, String newName) -> renameIndex(index, newName);
            case CreateEnum(ObjectName type, List<String> labels) ->
                draft.enums.putIfAbsent(type, new EnumType(type, labels));
            case AddEnumValue add -> labels(add.type(), labels -> added(labels, add));
            case RenameEnumValue(ObjectName type, String label, String newLabel) ->
                labels(type, labels -> Keys.renamed(labels, label, newLabel));
            case RenameType(ObjectName type, String newName) -> renameType(type, type.sibling(newName));
            case DropType drop -> drop.types().forEach(draft.enums::remove);
            case CreateSchema(String name) -> draft.schemas.add(name);
            case CreateExtension(String name) -> draft.extensions.add(name);
            case CodeBlock block -> block.statements().forEach(inner -> apply(inner.statement()));
            // Rows, settings, and objects the catalog does not take apart.
            case Statement _ -> {}
        }
    }

    private Table indexed(Table table, CreateIndex create) {
        List<Index.Key> keys =
                create.keys().stream().map(key -> IndexKeys.read(key, table)).toList();
        List<String> columns = KeyNames.of(keys);
        String name = create.name().orElseGet(() -> new ConstraintNaming(draft).index(table, columns));
        return table.index(name).isPresent()
                ? table
                : Keys.with(
                        table,
                        new Index(
                                name,
                                create.unique(),
                                create.method(),
                                keys,
                                create.included(),
                                create.predicate(),
                                create.nullsNotDistinct(),
                                true));
    }

    private void dropIndex(ObjectName index) {
        draft.eachTable(table -> table.name().schema().equals(index.schema())
                ? new Table(
                        table.name(),
                        table.columns(),
                        table.constraints(),
                        table.indexes().stream()
                                .filter(each -> !each.name().equals(index.name()))
                                .toList())
                : table);
    }

    private void renameIndex(ObjectName index, String newName) {
        draft.eachTable(table -> table.name().schema().equals(index.schema())
                ? new Table(
                        table.name(),
                        table.columns(),
                        table.constraints().stream()
                                .map(each -> each.name().equals(index.name()) ? each.named(newName) : each)
                                .toList(),
                        table.indexes().stream()
                                .map(each -> each.name().equals(index.name()) ? each.named(newName) : each)
                                .toList())
                : table);
    }

    private static List<String> added(List<String> labels, AddEnumValue add) {
        if (labels.contains(add.label())) {
            return labels;
        }
        List<String> more = new ArrayList<>(labels);
        int place = add.before()
                .map(labels::indexOf)
                .orElseGet(() ->
                        add.after().map(label -> labels.indexOf(label) + 1).orElse(labels.size()));
        more.add(place < 0 ? labels.size() : place, add.label());
        return more;
    }

    private void labels(ObjectName type, java.util.function.UnaryOperator<List<String>> change) {
        draft.enums.computeIfPresent(type, (_, found) -> found.withLabels(change.apply(found.labels())));
    }

    private void renameType(ObjectName type, ObjectName newName) {
        EnumType found = draft.enums.remove(type);
        if (found != null) {
            draft.enums.put(newName, found.named(newName));
            draft.retype(DataType.of(type), DataType.of(newName));
        }
    }
}
