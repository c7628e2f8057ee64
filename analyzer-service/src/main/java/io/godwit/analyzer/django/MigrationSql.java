package io.godwit.analyzer.django;

import io.godwit.analyzer.django.StateDifference.IndexNames;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.model.Gap;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Statement.Bare;
import io.godwit.analyzer.python.Statement.FunctionDefinition;
import io.godwit.analyzer.python.Statement.Return;
import io.godwit.analyzer.python.Value;
import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.diff.Rename;
import io.godwit.model.effect.StatementEffect;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.postgres.statement.StatementParser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Brings migrations to SQL, one after the other: each operation changes the models, and the statements are the
/// difference of their tables.
final class MigrationSql {
    /// Operations that may change tables of other models: by keys that refer to theirs, or by a new name.
    private static final Set<String> FAR_REACHING =
            Set.of("AlterField", "RenameField", "RenameModel", "AlterModelTable", "DeleteModel");

    private static final Map<String, String> EXTENSIONS = Map.of(
            "BloomExtension", "bloom",
            "BtreeGinExtension", "btree_gin",
            "BtreeGistExtension", "btree_gist",
            "CITextExtension", "citext",
            "CryptoExtension", "pgcrypto",
            "HStoreExtension", "hstore",
            "TrigramExtension", "pg_trgm",
            "UnaccentExtension", "unaccent");

    private final Project project;
    private ModelState state;
    private Catalog actual;

    /// @param state  the models before the first of them
    /// @param actual the database before it
    MigrationSql(Project project, ModelState state, Catalog actual) {
        this.project = project;
        this.state = state;
        this.actual = actual;
    }

    AppMigration of(MigrationFile migration) {
        List<OperationSql> operations = new ArrayList<>();
        for (Operation operation : migration.operations()) {
            operations(migration.id().label(), operation, operations);
        }
        return new AppMigration(
                migration.module().path(),
                migration.id().label() + "." + migration.id().name(),
                operations);
    }

    private void operations(String label, Operation operation, List<OperationSql> into) {
        switch (operation.name()) {
            case "RunSQL" -> {
                into.add(ran(new WrittenSql(project.arguments()).of(operation)));
                state = new StateChange(project, label).of(state, operation);
            }
            case "RunPython" -> python(operation).ifPresent(into::add);
            case "SeparateDatabaseAndState" -> {
                ModelState before = state;
                operation.operations("database_operations").forEach(inner -> operations(label, inner, into));
                state = new StateChange(project, label).of(before, operation);
            }
            case "" ->
                into.add(obstacle(
                        operation, "Godwit does not know what " + operation.written() + " does to the database"));
            case String _ -> into.add(ran(ofModels(label, operation)));
        }
    }

    /// What was brought to SQL, and has changed the database for what follows.
    private OperationSql ran(OperationSql sql) {
        sql.forward().forEach(this::runs);
        return sql;
    }

    private void runs(String statement) {
        for (ParsedStatement parsed : StatementParser.inPublic().script(statement)) {
            actual = StatementEffect.after(actual, parsed.statement());
        }
    }

    private Optional<OperationSql> python(Operation operation) {
        Optional<Resolution> code = operation
                .argument("code")
                .map(written ->
                        project.arguments().evaluation().names().resolve(written.scope(), written.expression()));
        String called = operation
                .argument("code")
                .flatMap(written -> written.expression().dotted())
                .orElse("a function");
        String name = code.orElse(null) instanceof Resolution.External(String dotted) ? dotted : called;
        boolean nothing = name.endsWith("RunPython.noop")
                || code.orElse(null) instanceof Resolution.OfFunction function && doesNothing(function.function());
        return nothing
                ? Optional.empty()
                : Optional.of(obstacle(
                        operation, "it runs the Python function " + name + ", and Godwit runs no code of the project"));
    }

    /// `def noop(apps, schema_editor): pass`, with or without words on why.
    private static boolean doesNothing(FunctionDefinition function) {
        return function.body().stream()
                .allMatch(statement -> statement instanceof Bare bare && bare.expression() instanceof Expression.Text
                        || statement instanceof Return returned && returned.value() instanceof Expression.Constant);
    }

    private static OperationSql obstacle(Operation operation, String why) {
        return new OperationSql(operation.written(), operation.location(), List.of(), List.of(), Optional.of(why));
    }

    private OperationSql ofModels(String label, Operation operation) {
        List<String> own = own(label, operation);
        if (!own.isEmpty()) {
            return new OperationSql(operation.written(), operation.location(), own, List.of(), Optional.empty());
        }
        Optional<String> missing = changedModel(operation)
                .filter(model -> state.named(label, model).isEmpty());
        if (missing.isPresent()) {
            return obstacle(
                    operation,
                    "neither the class of the model " + missing.get()
                            + " nor all earlier migrations of its app are among the files");
        }
        ModelState before = state;
        state = new StateChange(project, label).of(before, operation);
        Optional<String> nameless = withComputedTable(label, operation, before, state);
        if (nameless.isPresent()) {
            return obstacle(
                    operation,
                    "the table of the model " + nameless.get()
                            + " has a name that is only known when the program runs");
        }
        Gaps gaps = new Gaps();
        Gaps gapsBefore = new Gaps();
        SchemaTables tablesBefore = project.tables(before, gapsBefore);
        SchemaTables tablesAfter = project.tables(state, gaps);
        List<Rename> renames = MigrationRenames.of(operation, label, before, state, tablesBefore, tablesAfter);
        List<Table> old = tables(tablesBefore, changed(before, state, operation));
        List<Table> fresh = tables(tablesAfter, changed(state, before, operation));
        List<String> statements = new StateDifference(old, fresh, renames)
                .statements(
                        actual,
                        rowValues(label, operation, tablesAfter),
                        operation.name().equals("RenameIndex") ? IndexNames.STATED : IndexNames.GENERATED);
        Optional<Gap> unclear = unclear(operation, gaps, gapsBefore);
        return new OperationSql(
                operation.written(),
                operation.location(),
                statements.stream()
                        .map(statement -> inItsForm(operation, statement))
                        .toList(),
                List.of(),
                unclear.map(Gap::what),
                unclear.flatMap(gap -> gap.table().map(table -> element(table, gaps.field(gap)))).stream()
                        .toList());
    }

    /// The model an operation is about, if nobody can say from the files what its table is called.
    private static Optional<String> withComputedTable(
            String label, Operation operation, ModelState before, ModelState after) {
        Stream<String> names = operation.name().equals("CreateModel")
                ? Stream.of(operation.text("name"))
                : changedModel(operation).stream();
        return names.filter(name -> Stream.of(before, after)
                        .flatMap(models -> models.named(label, name).stream())
                        .anyMatch(model -> model.meta().isTableComputed()))
                .findFirst();
    }

    /// The model whose tables an operation changes, and which has to be known for that; empty for one that needs none.
    private static Optional<String> changedModel(Operation operation) {
        return switch (operation.name()) {
            case "CreateModel", "AlterModelOptions", "AlterModelManagers" -> Optional.empty();
            case "RenameModel" -> Optional.of(operation.text("old_name"));
            case "DeleteModel",
                    "AlterModelTable",
                    "AlterUniqueTogether",
                    "AlterIndexTogether",
                    "AlterOrderWithRespectTo" -> Optional.of(operation.text("name"));
            case String _ -> Optional.of(operation.text("model_name")).filter(name -> !name.isEmpty());
        };
    }

    /// The models of one state that another has not got in the same form; all for what reaches further.
    private static Collection<ModelClass> changed(ModelState state, ModelState other, Operation operation) {
        return FAR_REACHING.contains(operation.name()) ? state.all() : state.changedSince(other);
    }

    private static List<Table> tables(SchemaTables tables, Collection<ModelClass> models) {
        return models.stream().flatMap(model -> tables.of(model).stream()).toList();
    }

    /// Only what the operation itself brings: older gaps were there before.
    private static Optional<Gap> unclear(Operation operation, Gaps gaps, Gaps before) {
        String fieldName = operation.name().endsWith("Field") ? operation.text("name") : "";
        return gaps.all().stream()
                .filter(gap -> gap.location().file().equals(operation.location().file()))
                .filter(gap -> !before.all().contains(gap))
                .filter(gap -> fieldName.isEmpty() || gap.what().contains("." + fieldName + " "))
                .findFirst();
    }

    private Element element(ObjectName table, Optional<Field> field) {
        return field.map(found -> new Element(
                        table,
                        project.arguments()
                                .text(found, "db_column")
                                .orElse(found.name() + (found.isRelation() ? "_id" : ""))))
                .orElse(Element.whole(table));
    }

    /// What a new or changed field gives the rows there are. Django gives it to them also where NULL is allowed.
    private Map<Element, String> rowValues(String label, Operation operation, SchemaTables tables) {
        Map<Element, String> values = new HashMap<>();
        if (operation.name().equals("AddField") || operation.name().equals("AlterField")) {
            state.named(label, operation.text("model_name"))
                    .ifPresent(model -> tables.column(model, operation.text("name"))
                            .filter(column ->
                                    column.column().defaultExpression().isEmpty())
                            .ifPresent(column -> tables.ofModels()
                                    .rowValue(column)
                                    .ifPresent(value -> values.put(
                                            new Element(
                                                    model.table(),
                                                    column.column().name()),
                                            value))));
        }
        return values;
    }

    /// Operations with statements of their own.
    private List<String> own(String label, Operation operation) {
        String extension = operation.name().equals("CreateExtension")
                ? operation.text("name")
                : EXTENSIONS.getOrDefault(operation.name(), "");
        if (!extension.isEmpty()) {
            return List.of("CREATE EXTENSION IF NOT EXISTS " + SqlName.quoted(extension));
        }
        return switch (operation.name()) {
            case "CreateCollation" -> List.of(collation(operation));
            case "RemoveCollation" -> List.of("DROP COLLATION " + SqlName.quoted(operation.text("name")));
            case "ValidateConstraint" ->
                state
                        .named(label, operation.text("model_name"))
                        .map(ModelClass::table)
                        .map(table -> "ALTER TABLE " + table.sql() + " VALIDATE CONSTRAINT "
                                + SqlName.quoted(operation.text("name")))
                        .stream()
                        .toList();
            case String _ -> List.of();
        };
    }

    private static String collation(Operation operation) {
        String provider = operation.text("provider");
        boolean deterministic =
                operation.value("deterministic").flatMap(Value::asTruth).orElse(true);
        return "CREATE COLLATION " + SqlName.quoted(operation.text("name")) + " ("
                + (provider.isEmpty() ? "" : "provider = " + SqlName.quoted(provider) + ", ")
                + "locale = " + SqlName.literal(operation.text("locale"))
                + (deterministic ? "" : ", deterministic = false")
                + ")";
    }

    private static String inItsForm(Operation operation, String statement) {
        return switch (operation.name()) {
            case "AddIndexConcurrently" ->
                statement.replaceFirst("^CREATE (UNIQUE )?INDEX ", "CREATE $1INDEX CONCURRENTLY ");
            case "RemoveIndexConcurrently" -> statement.replaceFirst("^DROP INDEX ", "DROP INDEX CONCURRENTLY ");
            case "AddConstraintNotValid" -> statement + " NOT VALID";
            case String _ -> statement;
        };
    }
}
