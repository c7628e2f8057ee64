package io.godwit.analyzer.django;

import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The tables of models, those of their many-to-many fields included.
final class SchemaTables {
    private final Columns columns;
    private final ModelTables ofModels;
    private final JoinTables ofFields;
    private final Arguments arguments;
    private final Gaps gaps;
    private final Function<ModelClass, String> autoField;

    /// @param autoField what a table's own key is if nobody declares one
    SchemaTables(
            Columns columns,
            Arguments arguments,
            DjangoVersion version,
            Gaps gaps,
            Function<ModelClass, String> autoField) {
        this.columns = columns;
        this.arguments = arguments;
        this.gaps = gaps;
        this.autoField = autoField;
        this.ofModels = new ModelTables(columns, arguments, gaps);
        this.ofFields = new JoinTables(columns, arguments, version, gaps);
    }

    /// A model's own table and those of its fields; none for a model that has no table.
    List<Table> of(ModelClass model) {
        if (model.isKnown() || model.kind() != ModelClass.Kind.CONCRETE) {
            return List.of();
        }
        List<Table> tables = new ArrayList<>();
        tables.add(ofModels.of(model));
        model.fields().forEach(field -> joinTable(model, field).ifPresent(tables::add));
        return tables;
    }

    /// The table of a many-to-many field that has no model of its own; empty for any other field.
    Optional<Table> joinTable(ModelClass model, Field field) {
        return field.isManyToMany() ? ofFields.of(model, field, autoField.apply(model)) : Optional.empty();
    }

    ModelTables ofModels() {
        return ofModels;
    }

    /// The column of a field; empty if it has none or is not understood.
    Optional<FieldColumn> column(ModelClass model, String field) {
        return columns.of(model).stream()
                .filter(column -> column.field().name().equals(field))
                .findFirst();
    }

    /// What the database calls one of `Meta.indexes`; empty if that is not known.
    Optional<String> indexName(ModelClass model, Written index) {
        return new MetaIndexes(columns, arguments, gaps)
                .index(model, index)
                .map(declared -> declared.index().name());
    }
}
