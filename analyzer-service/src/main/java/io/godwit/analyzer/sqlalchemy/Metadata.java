package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.model.Gap;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Names;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// All tables of a project, and the catalog they want.
final class Metadata {
    private final List<Gap> gaps;
    private final Evaluation evaluation;
    private final Map<ObjectName, EnumType> enums = new TreeMap<>();

    Metadata(List<PythonModule> modules, List<Gap> gaps) {
        this.gaps = gaps;
        this.evaluation = new Evaluation(new Names(modules, OutsideBases::madeOf), TypeDecorators::known);
    }

    /// A foreign key to a column that is not understood waits for that column.
    private Table withoutUnknownTargets(Table table, List<Table> all, Map<Element, SourceLocation> locations) {
        List<Constraint> kept = table.constraints().stream()
                .filter(constraint -> !(constraint instanceof Constraint.ForeignKey key)
                        || all.stream()
                                .filter(other -> other.name().equals(key.referencedTable()))
                                .allMatch(other -> key.referencedColumns().stream()
                                        .allMatch(column -> other.column(column).isPresent())))
                .toList();
        if (kept.size() < table.constraints().size()) {
            Optional.ofNullable(locations.get(Element.whole(table.name())))
                    .ifPresent(location -> gaps.add(new Gap(
                            Optional.of(table.name()),
                            location,
                            table.name() + ": a foreign key refers to a column that is not understood")));
        }
        return new Table(table.name(), table.columns(), kept, table.indexes());
    }

    DesiredSchema schema() {
        Declarations declarations = new Declarations(evaluation, gaps);
        Map<ObjectName, MappedTable> declared = declarations.tables();
        DeclaredSequences sequences = new DeclaredSequences(evaluation);
        TableBuilding building =
                new TableBuilding(evaluation, new SqlTypes(evaluation, enums), sequences, declared, gaps);
        List<Table> tables = new ArrayList<>();
        Map<Element, SourceLocation> locations = new HashMap<>();
        for (MappedTable table : declared.values()) {
            tables.add(building.table(table));
            locations.put(Element.whole(table.name()), table.location());
        }
        tables.replaceAll(table -> withoutUnknownTargets(table, tables, locations));
        locations.putAll(building.locations());
        Set<String> schemas = tables.stream()
                .map(table -> table.name().schema())
                .filter(schema -> !schema.equals("public"))
                .collect(Collectors.toCollection(TreeSet::new));
        return new DesiredSchema(
                        Catalog.of(schemas, Set.of(), tables, enums.values()).withObjects(sequences.all()),
                        locations,
                        List.of(),
                        gaps,
                        building.names(),
                        building.rowValues())
                .withOpen(declarations.open());
    }
}
