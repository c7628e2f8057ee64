package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.plan.LockMode;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.facts.ColumnFacts;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Rows of an INSERT, written out as constants or queried without a call: which partitions they go to, and what
/// constraints say of them.
/// PostgreSQL
/// is asked with the rows as a query; what calls a function is not asked about.
final class InsertedRows {
    private static final Pattern ROWS =
            Pattern.compile("(?is)^\\s*insert\\s+into\\s+[\\w.\"$]+\\s*(?:\\(([^()']*)\\)\\s*)?"
                    + "(values\\s*\\(.*?|select\\b.*?)(?:\\s+on\\s+conflict\\b.*|\\s+returning\\b.*)?;?\\s*$");
    private static final Pattern OPEN = Pattern.compile("(?i)\\bdefault\\b|\\?");

    private final Draft draft;
    private final Relation table;
    private final List<ColumnFacts> given;
    private final String rows;

    private InsertedRows(Draft draft, Relation table, List<ColumnFacts> given, String rows) {
        this.draft = draft;
        this.table = table;
        this.given = given;
        this.rows = rows;
    }

    /// Empty where the rows are not constants.
    static Optional<InsertedRows> of(Draft draft, Relation table, String text) {
        Matcher matcher = ROWS.matcher(text);
        boolean asked = !draft.facts().isUnknown()
                && !table.columns().isEmpty()
                && !draft.setting().changed().isNew(table.name())
                && matcher.matches()
                && !OPEN.matcher(matcher.group(2).replaceAll("'(?:[^']|'')*+'", "''"))
                        .find()
                && HarmlessCalls.only(matcher.group(2), draft.setting().questions());
        if (!asked) {
            return Optional.empty();
        }
        CatalogQuestions questions = draft.setting().questions();
        String values = matcher.group(2);
        if (readsWhatChanged(draft, values)) {
            return Optional.empty();
        }
        int width = questions.columns(values).map(List::size).orElse(0);
        List<ColumnFacts> columns = matcher.group(1) == null
                ? table.columns().subList(0, Math.min(width, table.columns().size()))
                : named(table, matcher.group(1));
        if (width == 0 || columns.size() != width) {
            return Optional.empty();
        }
        List<ColumnFacts> empty = table.columns().stream()
                .filter(column -> !columns.contains(column)
                        && column.defaultExpression().isEmpty()
                        && column.identity().isEmpty()
                        && column.generated().isEmpty())
                .toList();
        String source = "(select "
                + Stream.concat(
                                IntStream.range(0, width).mapToObj(i -> value("v.c" + i + "::text", columns.get(i))),
                                empty.stream().map(column -> value("null", column)))
                        .collect(Collectors.joining(", "))
                + " from (" + values + ") v ("
                + IntStream.range(0, width).mapToObj(i -> "c" + i).collect(Collectors.joining(", ")) + ")) godwit_new";
        List<ColumnFacts> given =
                Stream.concat(columns.stream(), empty.stream()).toList();
        return questions.objection("select 1 from " + source).isPresent()
                ? Optional.empty()
                : Optional.of(new InsertedRows(draft, table, given, source));
    }

    /// What an earlier statement wrote to, or made, is not in the database yet.
    private static boolean readsWhatChanged(Draft draft, String values) {
        return values.toLowerCase(Locale.ROOT).startsWith("select")
                && draft.setting()
                        .questions()
                        .understood(values)
                        .map(read -> read.locks().keySet().stream()
                                .anyMatch(name -> draft.setting().changed().mayDiffer(name, List.of(""))))
                        .orElse(true);
    }

    private static String value(String expression, ColumnFacts column) {
        return "(" + expression + ")::" + column.type() + " as " + SqlName.quoted(column.name());
    }

    private static List<ColumnFacts> named(Relation table, String list) {
        List<ColumnFacts> columns = new ArrayList<>();
        for (String name : list.split(",")) {
            String written = name.strip();
            String bare = written.startsWith("\"") ? written.replace("\"", "") : written.toLowerCase(Locale.ROOT);
            table.column(bare).ifPresent(columns::add);
        }
        return columns;
    }

    private Optional<Boolean> any(String condition) {
        return draft.setting().questions().anyRow("select 1 from " + rows + " where " + condition);
    }

    private boolean certainly(String condition) {
        return any(condition).orElse(false);
    }

    /// Whether a row gives all these columns a value; yes if that cannot be told.
    boolean fills(List<String> columns) {
        return !gives(columns)
                || any(columns.stream()
                                .map(column -> SqlName.quoted(column) + " is not null")
                                .collect(Collectors.joining(" and ")))
                        .orElse(true);
    }

    private boolean gives(List<String> columns) {
        return !columns.isEmpty()
                && columns.stream()
                        .allMatch(name ->
                                given.stream().anyMatch(column -> column.name().equals(name)));
    }

    /// @param lenient whether rows that are there already are allowed for
    void refuse(boolean lenient) {
        String counted = given.stream()
                .map(column -> "count(" + SqlName.quoted(column.name()) + ")")
                .collect(Collectors.joining(", "));
        draft.setting()
                .questions()
                .dataError("select " + counted + " from " + rows)
                .ifPresent(error -> {
                    throw new Refused(error.replaceFirst("^ERROR: ", ""));
                });
        for (ColumnFacts column : table.columns()) {
            boolean written = gives(List.of(column.name()));
            boolean computed = !column.defaultExpression().isEmpty()
                    || !column.identity().isEmpty()
                    || !column.generated().isEmpty();
            boolean missing =
                    column.marked() && (written ? certainly(SqlName.quoted(column.name()) + " is null") : !computed);
            if (missing) {
                throw new Refused("null value in column \"" + column.name() + "\" of relation \""
                        + table.name().name() + "\" violates not-null constraint");
            }
        }
        table.constraints(ConstraintFacts.Kind.CHECK)
                .filter(check -> check.enforced() && certainly("not (" + check.expression() + ")"))
                .findFirst()
                .ifPresent(check -> {
                    throw new Refused("new row for relation \"" + table.name().name()
                            + "\" violates check constraint \"" + check.name() + "\"");
                });
        table.indexes().stream()
                .filter(index -> index.unique() && index.valid() && !index.partial() && gives(index.keys()))
                .filter(index -> !lenient
                        && (certainly("exists (select 1 from " + table.name().sql() + " t where "
                                        + equal(index.keys(), index.keys()) + ")")
                                || twice(index)))
                .map(IndexFacts::name)
                .findFirst()
                .ifPresent(index -> {
                    throw new Refused("duplicate key value violates unique constraint \"" + index.name() + "\"");
                });
        if (!lenient) {
            new ExcludedRows(draft, table, rows).refuse();
        }
        table.foreignKeys()
                .filter(key -> key.enforced() && !key.deferred() && gives(key.columns()) && orphan(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new Refused("insert or update on table \""
                            + table.name().name() + "\" violates foreign key constraint \"" + key.name() + "\"");
                });
    }

    private boolean twice(IndexFacts index) {
        String keys = index.keys().stream().map(SqlName::quoted).collect(Collectors.joining(", "));
        return certainly(index.keys().stream()
                        .map(key -> SqlName.quoted(key) + " is not null")
                        .collect(Collectors.joining(" and "))
                + " group by " + keys + " having count(*) > 1");
    }

    private boolean orphan(ConstraintFacts key) {
        Optional<Relation> other = draft.referenced(key)
                .filter(found -> !found.name().equals(table.name()))
                .filter(found -> !draft.setting().changed().mayDiffer(found.name(), key.referencedColumns()));
        String some = key.columns().stream()
                .map(column -> SqlName.quoted(column) + " is not null and ")
                .collect(Collectors.joining());
        return other.isPresent()
                && certainly(some + "not exists (select 1 from "
                        + other.get().name().sql() + " t where " + equal(key.referencedColumns(), key.columns()) + ")");
    }

    private static String equal(List<String> there, List<String> here) {
        return IntStream.range(0, Math.min(there.size(), here.size()))
                .mapToObj(i -> "t." + SqlName.quoted(there.get(i)) + " = godwit_new." + SqlName.quoted(here.get(i)))
                .collect(Collectors.joining(" and "));
    }

    /// The partitions the rows go to are locked; false if that could not be told.
    boolean routed() {
        List<Relation> leaves = draft.facts().withDescendants(table).stream()
                .filter(each -> !each.partitioned())
                .toList();
        List<Relation> reached = new ArrayList<>();
        List<String> bounds = new ArrayList<>();
        for (Relation leaf : leaves) {
            Optional<String> bound = bound(leaf);
            Optional<Boolean> holds = bound.flatMap(this::any);
            if (holds.isEmpty()) {
                return false;
            }
            bounds.add("coalesce((" + bound.get() + "), false)");
            if (holds.get()) {
                reached.add(leaf);
            }
        }
        if (certainly("not (" + String.join(" or ", bounds) + ")")) {
            throw new Refused("no partition of relation \"" + table.name().name() + "\" found for row");
        }
        reached.forEach(this::lockUp);
        return true;
    }

    private void lockUp(Relation partition) {
        draft.lock(partition, LockMode.ROW_EXCLUSIVE);
        if (!partition.name().equals(table.name())) {
            partition.parents().stream()
                    .flatMap(parent -> draft.found(parent).stream())
                    .forEach(this::lockUp);
        }
    }

    /// Rows written to a partition have to belong there.
    void refuseOutsideBound() {
        bound(table)
                .filter(bound -> certainly("not coalesce((" + bound + "), false)"))
                .ifPresent(_ -> {
                    throw new Refused(
                            "new row for relation \"" + table.name().name() + "\" violates partition constraint");
                });
    }

    private Optional<String> bound(Relation partition) {
        return draft.setting()
                .questions()
                .text("select pg_get_partition_constraintdef(to_regclass("
                        + SqlName.literal(partition.name().sql()) + "))");
    }
}
