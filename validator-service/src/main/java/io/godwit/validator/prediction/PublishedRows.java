package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.ChangeRows.Operation;
import io.godwit.validator.facts.Relation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What publications have to do with a table's rows.
final class PublishedRows {
    private static final Pattern SET_TABLES = Pattern.compile("(?is)^\\s*(\\S+)\\s+set\\s+table\\b.*");
    private static final Pattern DROP_TABLES =
            Pattern.compile("(?is)^\\s*(?:alter\\s+publication\\s+)?(\\w+|\"[^\"]+\")\\s+drop\\s+table\\b.*");
    private static final int MOST = 1000;

    private PublishedRows() {}

    /// PostgreSQL refuses an UPDATE or DELETE of a published table whose rows nothing tells apart for the subscribers,
    /// whether rows are met or not.
    static void refuse(Draft draft, Relation table, Operation operation) {
        if (operation == Operation.INSERT || draft.facts().isUnknown()) {
            return;
        }
        String reached = draft.facts().withDescendants(table).stream()
                .filter(each -> !each.partitioned())
                .map(each -> "to_regclass(" + SqlName.literal(each.name().sql()) + ")")
                .collect(Collectors.joining(", "));
        String publishes = operation == Operation.UPDATE ? "p.pubupdate" : "p.pubdelete";
        String schemas = draft.version() >= 15
                ? " or exists (select from pg_publication_namespace s where s.pnpubid = p.oid and s.pnnspid = c.relnamespace)"
                : "";
        if (reached.isEmpty()) {
            return;
        }
        draft
                .setting()
                .questions()
                .texts(
                        "select c.relname from pg_class c where c.oid in (" + reached
                                + ") and c.relpersistence = 'p' and"
                                + " (c.relreplident = 'n' or c.relreplident = 'd' and not exists (select from pg_index i"
                                + " where i.indrelid = c.oid and i.indisprimary)) and exists (select from pg_publication p"
                                + " where " + publishes
                                + " and (p.puballtables or exists (select from pg_publication_rel r"
                                + " where r.prpubid = p.oid and (r.prrelid = c.oid or r.prrelid in (select relid from"
                                + " pg_partition_ancestors(c.oid))))" + schemas + "))",
                        1)
                .stream()
                .flatMap(List::stream)
                .findFirst()
                .ifPresent(name -> {
                    throw new Refused("cannot " + operation.name().toLowerCase(Locale.ROOT)
                            + (operation == Operation.UPDATE ? "" : " from") + " table \"" + name
                            + "\" because it does not have a replica identity and publishes "
                            + operation.name().toLowerCase(Locale.ROOT) + "s");
                });
    }

    /// The tables that `ALTER PUBLICATION … DROP TABLE` takes out, each with the publication's name.
    static Map<ObjectName, String> left(Statement.OtherObject publication) {
        Matcher drop = DROP_TABLES.matcher(publication.text());
        return drop.matches()
                ? publication.tables().stream()
                        .collect(Collectors.toMap(
                                table -> table, _ -> drop.group(1).replace("\"", ""), (one, _) -> one))
                : Map.of();
    }

    /// `ALTER PUBLICATION … SET TABLE` locks those that leave it too.
    static void lockLeaving(Draft draft, Statement.OtherObject publication) {
        Matcher set = SET_TABLES.matcher(publication.text());
        if (!set.matches()) {
            return;
        }
        draft
                .setting()
                .questions()
                .texts(
                        "select n.nspname || ' ' || c.relname from pg_publication_rel r join pg_publication p on p.oid ="
                                + " r.prpubid join pg_class c on c.oid = r.prrelid join pg_namespace n on n.oid ="
                                + " c.relnamespace where p.pubname = "
                                + SqlName.literal(set.group(1).replace("\"", "")),
                        MOST)
                .stream()
                .flatMap(List::stream)
                .map(name -> name.split(" ", 2))
                .flatMap(name -> draft.found(new ObjectName(name[0], name[1])).stream())
                .filter(table -> !publication.tables().contains(table.name()))
                .forEach(table -> draft.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE));
    }
}
