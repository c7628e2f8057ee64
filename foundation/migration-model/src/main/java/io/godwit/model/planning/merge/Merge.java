package io.godwit.model.planning.merge;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Table;
import io.godwit.model.planning.merge.Term.Call;
import io.godwit.model.planning.merge.Term.Name;
import io.godwit.model.planning.merge.Term.Operation;
import io.godwit.model.planning.merge.Term.Text;
import io.godwit.model.planning.merge.Term.Whole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A column computed from several others, and how each of them is read back from it.
///
/// @param merged the new column
record Merge(Table table, Catalog catalog, Column merged) {

    /// @return empty if nothing leads back
    Optional<WayBack> wayBack(Term expression) {
        Term whole = expression.bare();
        if (whole instanceof Call(String trim, List<Term> of)
                && (trim.equals("btrim") || trim.equals("trim"))
                && of.size() == 1) {
            return wayBack(of.getFirst())
                    .map(way -> new WayBack(
                            way.values(), Optional.of(way.unless().orElse("a value begins or ends with a blank"))));
        }
        return switch (whole) {
            case Operation(String plus, Term date, Term time)
            when plus.equals("+") && isOf(date, "date") && isOf(time, "time without time zone") ->
                dateAndTime(date, time);
            case Operation(String plus, Operation(String times, Term large, Whole(long factor)), Term small)
            when plus.equals("+") && times.equals("*") && factor > 1 -> weighted(large, factor, small);
            case Call(String build, List<Term> pairs)
            when build.equals("jsonb_build_object") && pairs.size() % 2 == 0 -> object(pairs);
            case Call(String array, List<Term> elements) when array.equals("array") -> elements(elements);
            case Call(String coalesce, List<Term> values)
            when coalesce.equals("coalesce") && values.stream().allMatch(value -> value.bare() instanceof Name) ->
                firstGiven(values);
            case Operation _, Call _ -> Concatenation.of(whole).flatMap(this::text);
            case Name _, Text _, Whole _, Term.Cast _, Term.Element _ -> Optional.empty();
        };
    }

    private Optional<WayBack> text(Concatenation parts) {
        if (parts.columns().size() < 2
                || parts.touching()
                || !TextForm.isText(merged.type().sql())) {
            return Optional.empty();
        }
        String rest = whole();
        if (!parts.before().isEmpty()) {
            rest = "substr(" + rest + ", " + (length(parts.before()) + 1) + ")";
        }
        Map<String, String> values = new LinkedHashMap<>();
        List<String> unless = new ArrayList<>();
        for (int at = 0; at < parts.columns().size(); at++) {
            String name = parts.columns().get(at);
            Optional<TextForm> form = form(name);
            if (form.isEmpty()) {
                return Optional.empty();
            }
            String separator = parts.separators().get(at);
            boolean last = at == parts.columns().size() - 1;
            String value = separator.isEmpty()
                    ? rest
                    : last
                            ? "left(" + rest + ", -" + length(separator) + ")"
                            : "split_part(" + rest + ", " + SqlName.literal(separator) + ", 1)";
            boolean nullable = form.get().column().nullable();
            Optional<String> read = form.get().read(value);
            if (read.isEmpty()) {
                return Optional.empty();
            }
            values.put(name, nullable && parts.skipsNulls() ? "NULLIF(" + read.get() + ", '')" : read.get());
            if (nullable) {
                unless.add(name + " is NULL" + (parts.skipsNulls() ? " or empty" : ""));
            }
            if (!last && !form.get().without(separator)) {
                unless.add(name + " contains " + SqlName.literal(separator));
            }
            if (!last) {
                rest = "substr(" + rest + ", length(split_part(" + rest + ", " + SqlName.literal(separator) + ", 1)) + "
                        + (length(separator) + 1) + ")";
            }
        }
        return Optional.of(way(values, unless));
    }

    private Optional<WayBack> dateAndTime(Term date, Term time) {
        Map<String, String> values = new LinkedHashMap<>();
        date.columns().forEach(name -> values.put(name, whole() + "::date"));
        time.columns().forEach(name -> values.put(name, whole() + "::time"));
        return Optional.of(way(values, nulls(values)));
    }

    private Optional<WayBack> weighted(Term large, long factor, Term small) {
        if (!(large.bare() instanceof Name(String upper))
                || !(small.bare() instanceof Name(String lower))
                || Stream.of(upper, lower).anyMatch(name -> !isWhole(name))) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        values.put(upper, "(" + whole() + " / " + factor + ")");
        values.put(lower, "(" + whole() + " % " + factor + ")");
        List<String> unless = new ArrayList<>(nulls(values));
        unless.add(lower + " is not between 0 and " + (factor - 1) + ", or " + upper + " is negative");
        return Optional.of(way(values, unless));
    }

    private Optional<WayBack> object(List<Term> pairs) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int at = 0; at < pairs.size(); at += 2) {
            if (!(pairs.get(at).bare() instanceof Text(String key))) {
                return Optional.empty();
            }
            if (pairs.get(at + 1).bare() instanceof Name(String name)) {
                Optional<String> read =
                        form(name).flatMap(form -> form.read("(" + whole() + " ->> " + SqlName.literal(key) + ")"));
                if (read.isEmpty()) {
                    return Optional.empty();
                }
                values.put(name, read.get());
            }
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(way(values, List.of()));
    }

    private Optional<WayBack> elements(List<Term> elements) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int at = 0; at < elements.size(); at++) {
            if (elements.get(at) instanceof Name(String name)) {
                values.put(name, whole() + "[" + (at + 1) + "]");
            }
        }
        return values.size() < elements.size() ? Optional.empty() : Optional.of(way(values, List.of()));
    }

    /// What the first one has not, another had: which of them is not told any more.
    private Optional<WayBack> firstGiven(List<Term> given) {
        List<String> names = given.stream().flatMap(Term::columns).toList();
        Map<String, String> values = new LinkedHashMap<>();
        values.put(names.getFirst(), whole());
        names.stream()
                .skip(1)
                .filter(name ->
                        table.column(name).filter(column -> !column.nullable()).isPresent())
                .forEach(name -> values.put(name, whole()));
        String others = names.stream().skip(1).collect(Collectors.joining(" or "));
        return Optional.of(way(values, List.of(names.getFirst() + " is NULL, or " + others + " holds another value")));
    }

    private List<String> nulls(Map<String, String> values) {
        return values.keySet().stream()
                .filter(name -> table.column(name).map(Column::nullable).orElse(true))
                .map(name -> name + " is NULL")
                .toList();
    }

    private boolean isOf(Term term, String type) {
        return term instanceof Name(String name)
                && table.column(name)
                        .filter(column -> column.type().sql().equals(type))
                        .isPresent();
    }

    private boolean isWhole(String name) {
        return table.column(name)
                .filter(column -> column.type().sql().matches("smallint|integer|bigint"))
                .isPresent();
    }

    private Optional<TextForm> form(String column) {
        return table.column(column).map(found -> new TextForm(table, found, catalog));
    }

    private String whole() {
        return SqlName.quoted(merged.name());
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    static WayBack way(Map<String, String> values, List<String> unless) {
        return new WayBack(values, unless.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", unless)));
    }
}
