package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.plan.LockMode;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.facts.ColumnFacts;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The rows an UPDATE of one table leaves behind, as a query: what constraints say of them, and which partitions they
/// move to. PostgreSQL is asked; what calls a function that may do more than compute is not asked about.
final class UpdatedRows {
    private static final Pattern UPDATE = Pattern.compile("(?is)^\\s*update\\s+(?:only\\s+)?[\\w.\"$]+"
            + "(?:\\s+(?:as\\s+)?(?!set\\b)(\\w+))?\\s+set\\s+((?:(?!\\bfrom\\b|\\bwhere\\b|\\breturning\\b).)*)"
            + "(?:\\bfrom\\b((?:(?!\\bwhere\\b|\\breturning\\b).)*))?"
            + "(?:\\bwhere\\b((?:(?!\\breturning\\b).)*))?(?:\\breturning\\b.*)?;?\\s*$");
    private static final Pattern OPEN = Pattern.compile("(?i)\\bselect\\b|\\bdefault\\b|\\bcurrent\\s+of\\b|\\?");
    private static final Pattern LENGTH = Pattern.compile("(?:character varying|character)\\((\\d+)\\)");

    private final Draft draft;
    private final Relation table;
    private final Map<String, String> assigned;
    private final String own;
    private final String from;

    /// @param own the table's name or alias, with a dot
    private UpdatedRows(Draft draft, Relation table, Map<String, String> assigned, String own, String from) {
        this.draft = draft;
        this.table = table;
        this.assigned = assigned;
        this.own = own;
        this.from = from;
    }

    /// Empty where the new values cannot be asked for.
    static Optional<UpdatedRows> of(Draft draft, Relation table, String text) {
        Matcher matcher = UPDATE.matcher(text);
        String called = text.replaceAll("'(?:[^']|'')*+'", "''").replaceAll("(?i)=\\s*default\\b", "= null");
        boolean asked = !draft.facts().isUnknown()
                && table.kind() != Relation.Kind.VIEW
                && !table.columns().isEmpty()
                && !draft.setting().changed().mayDiffer(table.name(), List.of(""))
                && matcher.matches()
                && !OPEN.matcher(called).find()
                && HarmlessCalls.only(text, draft.setting().questions());
        if (!asked) {
            return Optional.empty();
        }
        Map<String, String> assigned = new LinkedHashMap<>();
        for (String part : listed(matcher.group(2))) {
            int equals = part.indexOf('=');
            String column = equals < 0 ? "" : bare(part.substring(0, equals).strip());
            if (table.column(column).isEmpty()) {
                return Optional.empty();
            }
            String value = part.substring(equals + 1).strip();
            boolean byDefault = value.equalsIgnoreCase("default");
            if (byDefault
                    && !table.column(column)
                            .map(ColumnFacts::defaultExpression)
                            .orElse("")
                            .isEmpty()) {
                return Optional.empty();
            }
            assigned.put(column, byDefault ? "null" : value);
        }
        String alias = Optional.ofNullable(matcher.group(1))
                .orElse(SqlName.quoted(table.name().name()));
        String others =
                Optional.ofNullable(matcher.group(3)).map(list -> ", " + list).orElse("");
        String condition = Optional.ofNullable(matcher.group(4)).orElse("true");
        return Optional.of(new UpdatedRows(
                draft,
                table,
                assigned,
                alias + ".",
                " from " + table.name().sql() + " " + alias + others + " where " + condition));
    }

    /// What commas part, outside of brackets and strings.
    static List<String> listed(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (char c : text.toCharArray()) {
            quoted ^= c == '\'';
            depth += quoted ? 0 : c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (c == ',' && depth == 0 && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private static String bare(String name) {
        return name.startsWith("\"") ? name.replace("\"", "") : name.toLowerCase(Locale.ROOT);
    }

    /// The updated rows with their new values, each with where it was.
    private String rows() {
        return "(select " + own + "tableoid::text || " + own + "ctid::text as godwit_at, " + own
                + "ctid as godwit_place, "
                + table.columns().stream().map(this::value).collect(Collectors.joining(", "))
                + assigned.keySet().stream()
                        .map(name -> ", " + own + SqlName.quoted(name) + " as " + was(name))
                        .collect(Collectors.joining())
                + from + ") godwit_new";
    }

    private static String was(String column) {
        return SqlName.quoted("godwit_was_" + column);
    }

    /// Whether a row gets another value in one of these columns; yes if that cannot be told.
    ///
    /// @param filled whether only rows count that have a value in all of them then
    boolean changes(List<String> columns, boolean filled) {
        String other = columns.stream()
                .filter(assigned::containsKey)
                .map(column -> SqlName.quoted(column) + " is distinct from " + was(column))
                .collect(Collectors.joining(" or "));
        String whole = columns.stream()
                .map(column -> " and " + SqlName.quoted(column) + " is not null")
                .collect(Collectors.joining());
        return other.isEmpty()
                || draft.setting()
                        .questions()
                        .anyRow("select 1 from " + rows() + " where (" + other + ")" + (filled ? whole : ""))
                        .orElse(true);
    }

    private String value(ColumnFacts column) {
        String name = SqlName.quoted(column.name());
        String given = assigned.get(column.name());
        if (given == null) {
            return own + name + " as " + name;
        }
        boolean cut = LENGTH.matcher(column.type()).matches();
        return "(" + given + ")::" + (cut ? "text" : column.type()) + " as " + name;
    }

    private boolean certainly(String condition) {
        return draft.setting()
                .questions()
                .anyRow("select 1 from " + rows() + " where " + condition)
                .orElse(false);
    }

    /// @throws Refused if PostgreSQL would not take the new values
    void refuse() {
        CatalogQuestions questions = draft.setting().questions();
        String counted = assigned.keySet().stream()
                .map(column -> "count(" + SqlName.quoted(column) + ")")
                .collect(Collectors.joining(", "));
        questions.dataError("select " + counted + " from " + rows()).ifPresent(error -> {
            throw new Refused(error.replaceFirst("^ERROR: ", ""));
        });
        for (String name : assigned.keySet()) {
            ColumnFacts column = table.column(name).orElseThrow();
            Matcher length = LENGTH.matcher(column.type());
            if (length.matches() && certainly("length(rtrim(" + SqlName.quoted(name) + ")) > " + length.group(1))) {
                throw new Refused("value too long for type " + column.type());
            }
            if (column.marked() && certainly(SqlName.quoted(name) + " is null")) {
                throw new Refused("null value in column \"" + name + "\" of relation \""
                        + table.name().name() + "\" violates not-null constraint");
            }
        }
        table.constraints(ConstraintFacts.Kind.CHECK)
                .filter(check -> check.enforced()
                        && check.columns().stream().anyMatch(assigned::containsKey)
                        && certainly("not (" + check.expression() + ")"))
                .findFirst()
                .ifPresent(check -> {
                    throw new Refused("new row for relation \"" + table.name().name()
                            + "\" violates check constraint \"" + check.name() + "\"");
                });
        refuseTwice();
        refuseOrphans();
        refuseReferenced();
    }

    /// Keys are compared row by row, in the order the rows are read: a key another row gives up later is in the way.
    private void refuseTwice() {
        for (IndexFacts index : table.indexes()) {
            boolean asked = index.unique()
                    && index.valid()
                    && !index.partial()
                    && !index.keys().isEmpty()
                    && index.keys().stream().allMatch(key -> table.column(key).isPresent())
                    && index.keys().stream().anyMatch(assigned::containsKey)
                    && !deferrable(index);
            if (!asked) {
                continue;
            }
            String equal = index.keys().stream()
                    .map(SqlName::quoted)
                    .map(key -> "godwit_new." + key + " = godwit_old." + key)
                    .collect(Collectors.joining(" and "));
            boolean twice = certainly("exists (select 1 from " + rows().replace("godwit_new", "godwit_old") + " where "
                            + equal + " and godwit_old.godwit_at <> godwit_new.godwit_at)")
                    || certainly("exists (select 1 from (select *, tableoid::text || ctid::text as godwit_at, ctid as"
                            + " godwit_place from " + table.name().sql() + ") godwit_old where " + equal
                            + " and godwit_old.godwit_at <> godwit_new.godwit_at and (godwit_old.godwit_place >"
                            + " godwit_new.godwit_place or godwit_old.godwit_at not in (select godwit_at from "
                            + rows().replace("godwit_new", "godwit_all") + ")))");
            if (twice) {
                throw new Refused("duplicate key value violates unique constraint \""
                        + index.name().name() + "\"");
            }
        }
    }

    private boolean deferrable(IndexFacts index) {
        return draft.setting()
                .questions()
                .anyRow("select 1 from pg_constraint where condeferrable and conindid = to_regclass("
                        + SqlName.literal(index.name().sql()) + ")")
                .orElse(true);
    }

    private void refuseOrphans() {
        for (ConstraintFacts key : table.foreignKeys().toList()) {
            Optional<Relation> other = draft.referenced(key)
                    .filter(found -> !found.name().equals(table.name()))
                    .filter(found -> !draft.setting().changed().mayDiffer(found.name(), key.referencedColumns()));
            boolean orphan = other.isPresent()
                    && key.enforced()
                    && !key.deferred()
                    && key.columns().size() == key.referencedColumns().size()
                    && key.columns().stream().anyMatch(assigned::containsKey)
                    && certainly(key.columns().stream()
                                    .map(column -> SqlName.quoted(column) + " is not null and ")
                                    .collect(Collectors.joining())
                            + "not exists (select 1 from " + other.get().name().sql() + " t where "
                            + equal(key.referencedColumns(), key.columns(), "t.", "godwit_new.") + ")");
            if (orphan) {
                throw new Refused("insert or update on table \"" + table.name().name()
                        + "\" violates foreign key constraint \"" + key.name() + "\"");
            }
        }
    }

    /// Keys that rows of other tables refer to, and that nothing is done about.
    private void refuseReferenced() {
        for (DatabaseFacts.Reference reference : draft.facts().references(table)) {
            List<String> here = reference.key().referencedColumns();
            List<String> there = reference.key().columns();
            boolean used = here.size() == there.size()
                    && here.stream().anyMatch(assigned::containsKey)
                    && !reference.key().deferred()
                    && !reference.table().name().equals(table.name())
                    && !draft.setting().changed().mayDiffer(reference.table().name(), there)
                    && !ReferentialAction.onUpdate(draft, reference).writes()
                    && draft.setting()
                            .questions()
                            .anyRow("select 1 from (select "
                                    + here.stream()
                                            .map(column -> own + SqlName.quoted(column))
                                            .collect(Collectors.joining(", "))
                                    + from + ") godwit_old where exists"
                                    + " (select 1 from "
                                    + reference.table().name().sql() + " godwit_r where "
                                    + equal(there, here, "godwit_r.", "godwit_old.")
                                    + ") and not exists (select 1 from "
                                    + rows() + " where " + equal(here, here, "godwit_new.", "godwit_old.") + ")")
                            .orElse(false);
            if (used) {
                throw new Refused("update or delete on table \"" + table.name().name()
                        + "\" violates foreign key constraint \""
                        + reference.key().name() + "\" on table \""
                        + reference.table().name().name() + "\"");
            }
        }
    }

    private static String equal(List<String> left, List<String> right, String leftOf, String rightOf) {
        return IntStream.range(0, left.size())
                .mapToObj(i -> leftOf + SqlName.quoted(left.get(i)) + " = " + rightOf + SqlName.quoted(right.get(i)))
                .collect(Collectors.joining(" and "));
    }

    /// Rows that no longer belong to their partition go to another one, which is locked too.
    ///
    /// @throws Refused if there is none
    void move() {
        if (!table.partitioned() && !table.isPartition()) {
            return;
        }
        List<Relation> leaves = draft.facts().withDescendants(table).stream()
                .filter(each -> !each.partitioned())
                .toList();
        List<String> bounds = new ArrayList<>();
        for (Relation leaf : leaves) {
            Optional<String> bound = draft.setting()
                    .questions()
                    .text("select pg_get_partition_constraintdef(to_regclass("
                            + SqlName.literal(leaf.name().sql()) + "))");
            if (bound.isEmpty()) {
                return;
            }
            bounds.add("coalesce((" + bound.get() + "), false)");
        }
        if (certainly("not (" + String.join(" or ", bounds) + ")")) {
            throw new Refused(
                    table.partitioned()
                            ? "no partition of relation \"" + table.name().name() + "\" found for row"
                            : "new row for relation \"" + table.name().name() + "\" violates partition constraint");
        }
        for (int i = 0; i < leaves.size() && table.partitioned(); i++) {
            if (certainly(bounds.get(i))) {
                lockUp(leaves.get(i));
            }
        }
    }

    private void lockUp(Relation partition) {
        draft.lock(partition, LockMode.ROW_EXCLUSIVE);
        if (!partition.name().equals(table.name())) {
            partition.parents().stream()
                    .flatMap(parent -> draft.found(parent).stream())
                    .forEach(this::lockUp);
        }
    }
}
