package io.godwit.validator.rule;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.Dependent;
import java.util.List;
import java.util.stream.Stream;

/// A column that appears under a new name in a table that a publication sends to subscribers with all its columns;
/// the helper columns of Godwit's own patterns too. Godwit's capture makes do with any columns.
public final class PublishedColumn implements Rule {
    @Override
    public String code() {
        return "GW136";
    }

    @Override
    public String title() {
        return "Subscribers get a column they do not know";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        if (!(statement.statement() instanceof Statement.AlterTable alter) || statement.isNew(alter.table())) {
            return Stream.empty();
        }
        List<String> columns = alter.changes().stream()
                .flatMap(change -> switch (change) {
                    case TableChange.AddColumn add -> Stream.of(add.column().name());
                    case TableChange.RenameColumn rename -> Stream.of(rename.newName());
                    case TableChange _ -> Stream.empty();
                })
                .toList();
        if (columns.isEmpty()) {
            return Stream.empty();
        }
        List<String> whole = publications(statement, alter.table());
        return Stream.concat(
                whole.stream().map(publication -> finding(statement, alter.table(), publication, columns)),
                alter.changes().stream()
                        .flatMap(change -> change instanceof TableChange.RenameColumn rename
                                ? renamed(statement, alter.table(), rename, whole)
                                : Stream.empty()));
    }

    /// A list follows a column to its new name.
    private Stream<StatementFinding> renamed(
            CheckedStatement statement, ObjectName table, TableChange.RenameColumn rename, List<String> whole) {
        return statement.setting().facts().relation(table).stream()
                .flatMap(found -> found.dependentsOn(rename.column()))
                .filter(dependent -> dependent.kind() == Dependent.Kind.PUBLICATION)
                .map(dependent -> dependent.name().name())
                .filter(publication -> !whole.contains(publication))
                .distinct()
                .map(publication -> statement
                        .finding(
                                code(),
                                Severity.WARNING,
                                "the publication " + publication + " sends the column " + rename.column() + " of "
                                        + table + " as " + rename.newName() + " from now on",
                                "a PostgreSQL subscriber waits with an error until its table has a column of that name;"
                                        + " it misses nothing meanwhile",
                                "rename the column there when this step is done")
                        .informing());
    }

    private StatementFinding finding(
            CheckedStatement statement, ObjectName table, String publication, List<String> columns) {
        return statement
                .finding(
                        code(),
                        Severity.WARNING,
                        "the publication " + publication + " sends every column of " + table + ", from now on also "
                                + String.join(", ", columns),
                        "a PostgreSQL subscriber stops at the first row with a column its table lacks",
                        "add the column there first, or give the publication a column list for this table")
                .informing();
    }

    /// Those that name no columns of the table. `prattrs` is there from PostgreSQL 15 on.
    private static List<String> publications(CheckedStatement statement, ObjectName table) {
        String query = "select distinct t.pubname::text from pg_catalog.pg_publication_tables t where t.schemaname = "
                + SqlName.literal(table.schema()) + " and t.tablename = " + SqlName.literal(table.name())
                + " and t.pubname not like 'godwit%' and not exists (select from pg_catalog.pg_publication p join"
                + " pg_catalog.pg_publication_rel r on r.prpubid = p.oid where p.pubname = t.pubname and r.prrelid ="
                + " to_regclass(" + SqlName.literal(table.sql())
                + ") and to_jsonb(r) ->> 'prattrs' is not null) order by 1";
        return statement.setting().questions().texts(query, 10).orElse(List.of());
    }
}
