package io.godwit.analyzer.written;

import io.godwit.analyzer.declared.DeclaredObjects;
import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.model.DesiredSchema.Uncompared;
import io.godwit.analyzer.model.Gap;
import io.godwit.analyzer.model.ModelLanguage;
import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.model.catalog.Table;
import io.godwit.model.effect.StatementEffect;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.AlterTable;
import io.godwit.model.statement.Statement.CreateEnum;
import io.godwit.model.statement.Statement.CreateIndex;
import io.godwit.model.statement.Statement.CreateTable;
import io.godwit.model.statement.TableChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The schema as it should be, in SQL: `schema.sql`, Rails' `structure.sql`, and the files of a folder `schemas`, each
/// statement as `pg_dump` or a person writes it. What is not read (privileges, code blocks) is named where it
/// changes.
public final class SchemaSqlLanguage implements ModelLanguage {
    private static final int LONGEST_FILE = 1 << 21;

    @Override
    public String name() {
        return "schema.sql";
    }

    @Override
    public boolean reads(String path) {
        return MigrationPaths.isForProduction(path)
                && !MigrationPaths.isForAnotherDatabase(path)
                && path.matches("(?i)(.*/)?((schema|structure)\\.sql|schemas/[^/]+\\.sql)");
    }

    @Override
    public DesiredSchema read(List<SourceFile> files, ProjectFacts facts) {
        Reading reading = new Reading();
        files.stream()
                .map(SourceFile::ifText)
                .sorted((one, other) -> WrittenMigrations.compareNaturally(one.path(), other.path()))
                .forEach(reading::take);
        return reading.schema();
    }

    /// The state of one reading.
    private static final class Reading {
        private final Map<Element, SourceLocation> locations = new HashMap<>();
        private final List<String> notes = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();
        private final Map<String, Uncompared> uncompared = new HashMap<>();
        private final List<Statement> statements = new ArrayList<>();
        private final DeclaredObjects objects = new DeclaredObjects();

        private void take(SourceFile file) {
            if (file.text().length() > LONGEST_FILE) {
                throw ModelUnreadable.at(
                        SourceLocation.wholeFile(file.path()),
                        "it has " + file.text().length() + " characters; schemas of up to " + LONGEST_FILE
                                + " are read. Leave the rows out of it.");
            }
            Optional<String> dialect = ForeignDialect.of(file.text());
            if (dialect.isPresent()) {
                notes.add(file.path() + " is for " + dialect.get() + ", not PostgreSQL; it was left out.");
                return;
            }
            for (WrittenStatement statement : SqlText.statements(file.path(), file.text(), 1)) {
                take(statement);
            }
        }

        private void take(WrittenStatement written) {
            if (!(written.statement() instanceof Statement.DropTable)) {
                statements.add(written.statement());
            }
            boolean taken = objects.take(written.parsed(), written.location());
            switch (written.statement()) {
                case CreateTable create -> {
                    locate(create.table(), "", written.location());
                    create.columns()
                            .forEach(column -> locate(create.table(), column.name(), lineOf(written, column.name())));
                }
                case CreateEnum create -> locate(create.type(), "", written.location());
                case CreateIndex create ->
                    create.name().ifPresent(name -> locate(create.table(), name, written.location()));
                case AlterTable alter -> alter.changes().forEach(change -> located(alter.table(), change, written));
                case Statement.DropTable _, Statement.ChangeRows _ -> {}
                case Statement.Unparsed(String reason) ->
                    gaps.add(new Gap(
                            Optional.empty(),
                            written.location(),
                            Summary.of(written.parsed()) + " is not understood (" + reason + ")."));
                case Statement other when taken -> {}
                case Statement other ->
                    NotCompared.name(other)
                            .ifPresent(name -> uncompared.merge(
                                    name,
                                    new Uncompared(Summary.words(written.parsed()), written.location()),
                                    (first, more) ->
                                            new Uncompared(first.text() + ";" + more.text(), first.location())));
            }
        }

        private void located(ObjectName table, TableChange change, WrittenStatement written) {
            switch (change) {
                case TableChange.AddColumn(var column) -> locate(table, column.name(), written.location());
                case TableChange.AddConstraint(var constraint) ->
                    constraint.name().ifPresent(name -> locate(table, name, written.location()));
                case TableChange _ -> {}
            }
        }

        private void locate(ObjectName object, String part, SourceLocation location) {
            locations.putIfAbsent(new Element(object, part), location);
        }

        private static SourceLocation lineOf(WrittenStatement written, String column) {
            Matcher place = Pattern.compile(
                            "[(,]\\s*(?:--[^\\n]*\\n\\s*)*\"?(" + Pattern.quote(column) + ")\"?\\s",
                            Pattern.CASE_INSENSITIVE)
                    .matcher(written.text());
            int lines = place.find()
                    ? (int) written.text()
                            .substring(0, place.start(1))
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    : 0;
            return new SourceLocation(
                    written.location().file(), written.location().line() + lines);
        }

        private DesiredSchema schema() {
            Catalog catalog = StatementEffect.after(Catalog.empty(), statements);
            Map<ObjectName, Table> tables = new TreeMap<>();
            catalog.tables().forEach((name, table) -> tables.put(name, withSerials(table)));
            Catalog declared = Catalog.of(
                    catalog.schemas(),
                    catalog.extensions(),
                    tables.values(),
                    catalog.enums().values());
            List<SchemaObject> further = objects.in(declared);
            Map<String, SourceLocation> places = objects.locations();
            further.forEach(object -> Optional.ofNullable(places.get(object.key()))
                    .ifPresent(place -> locations.putIfAbsent(Element.of(object), place)));
            return new DesiredSchema(declared.withObjects(further), locations, notes, gaps)
                    .withUncompared(uncompared)
                    .withOrdered(declared.enums().keySet());
        }

        /// `pg_dump` writes a serial column as an integer, a sequence and a default.
        private static Table withSerials(Table table) {
            return new Table(
                    table.name(),
                    table.columns().stream()
                            .map(column -> withSerial(table, column))
                            .toList(),
                    table.constraints(),
                    table.indexes(),
                    table.lineage());
        }

        private static Column withSerial(Table table, Column column) {
            String sequence = table.name().name() + "_" + column.name() + "_seq";
            boolean serial = column.generation() instanceof Generation.None
                    && column.defaultExpression()
                            .filter(value -> value.startsWith("nextval(") && value.contains(sequence))
                            .isPresent();
            return serial
                    ? new Column(
                            column.name(),
                            column.type(),
                            column.nullable(),
                            column.defaultExpression(),
                            new Generation.Serial())
                    : column;
        }
    }
}
