package io.godwit.model.planning.merge;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column;
import io.godwit.model.planning.merge.Term.Call;
import io.godwit.model.planning.merge.Term.Cast;
import io.godwit.model.planning.merge.Term.Element;
import io.godwit.model.planning.merge.Term.Name;
import io.godwit.model.planning.merge.Term.Operation;
import io.godwit.model.planning.merge.Term.Text;
import io.godwit.model.planning.merge.Term.Whole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A column several others are computed from, and how it is put together again.
///
/// @param source the column that was split
record Split(Column source) {

    /// @param fills by new column, what it is computed by; those that do not use the source are left out
    /// @return empty if nothing leads back
    Optional<WayBack> wayBack(Map<String, Term> fills) {
        return copied(fills)
                .or(() -> cut(fills))
                .or(() -> dateAndTime(fills))
                .or(() -> divided(fills))
                .or(() -> keys(fills))
                .or(() -> elements(fills))
                .or(() -> separated(fills));
    }

    private Optional<WayBack> copied(Map<String, Term> fills) {
        return fills.entrySet().stream()
                .filter(fill -> isSource(fill.getValue()))
                .findFirst()
                .map(fill -> way(SqlName.quoted(fill.getKey()), Optional.empty()));
    }

    /// `left(s, n)` and `substr(s, n + 1)`.
    private Optional<WayBack> cut(Map<String, Term> fills) {
        Map<Long, String> heads = new LinkedHashMap<>();
        Map<Long, String> tails = new LinkedHashMap<>();
        fills.forEach((column, term) -> {
            switch (term.bare()) {
                case Call(String left, List<Term> of)
                when left.equals("left")
                        && of.size() == 2
                        && isSource(of.getFirst())
                        && of.get(1) instanceof Whole(long length) -> heads.put(length, column);
                case Call(String part, List<Term> of)
                when part.equals("substr")
                        && of.size() == 3
                        && isSource(of.getFirst())
                        && of.get(1).equals(new Whole(1))
                        && of.get(2) instanceof Whole(long length) -> heads.put(length, column);
                case Call(String part, List<Term> of)
                when part.equals("substr")
                        && of.size() == 2
                        && isSource(of.getFirst())
                        && of.get(1) instanceof Whole(long from) -> tails.put(from - 1, column);
                case Term _ -> {}
            }
        });
        return heads.entrySet().stream()
                .filter(head -> tails.containsKey(head.getKey()))
                .findFirst()
                .map(head -> way(
                        "(" + SqlName.quoted(head.getValue()) + " || "
                                + SqlName.quoted(String.valueOf(tails.get(head.getKey()))) + ")",
                        Optional.empty()));
    }

    private Optional<WayBack> dateAndTime(Map<String, Term> fills) {
        if (!source.type().sql().equals("timestamp without time zone")) {
            return Optional.empty();
        }
        Optional<String> date = as(fills, "date");
        Optional<String> time = as(fills, "time");
        return date.isPresent() && time.isPresent()
                ? Optional.of(way(
                        "(" + SqlName.quoted(date.get()) + " + " + SqlName.quoted(time.get()) + ")", Optional.empty()))
                : Optional.empty();
    }

    private Optional<String> as(Map<String, Term> fills, String type) {
        return fills.entrySet().stream()
                .filter(fill -> fill.getValue() instanceof Cast(Term of, String to) && to.equals(type) && isSource(of))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// `s / n` and `s % n`.
    private Optional<WayBack> divided(Map<String, Term> fills) {
        if (!source.type().sql().matches("smallint|integer|bigint")) {
            return Optional.empty();
        }
        Map<Long, String> quotients = new LinkedHashMap<>();
        Map<Long, String> rests = new LinkedHashMap<>();
        fills.forEach((column, term) -> {
            if (term instanceof Operation(String operator, Term of, Whole(long by)) && isSource(of)) {
                switch (operator) {
                    case "/" -> quotients.put(by, column);
                    case "%" -> rests.put(by, column);
                    default -> {}
                }
            }
        });
        return quotients.entrySet().stream()
                .filter(quotient -> rests.containsKey(quotient.getKey()))
                .findFirst()
                .map(quotient -> way(
                        "(" + SqlName.quoted(quotient.getValue()) + " * " + quotient.getKey() + " + "
                                + SqlName.quoted(String.valueOf(rests.get(quotient.getKey()))) + ")",
                        Optional.empty()));
    }

    private Optional<WayBack> keys(Map<String, Term> fills) {
        if (!source.type().sql().equals("jsonb")) {
            return Optional.empty();
        }
        List<String> pairs = new ArrayList<>();
        fills.forEach((column, term) -> {
            Term value = term instanceof Cast(Term of, var _) ? of : term;
            if (value instanceof Operation(String arrow, Term of, Text(String key))
                    && arrow.startsWith("->")
                    && isSource(of)) {
                pairs.add(SqlName.literal(key) + ", " + SqlName.quoted(column));
            }
        });
        return pairs.isEmpty()
                ? Optional.empty()
                : Optional.of(way(
                        "jsonb_build_object(" + String.join(", ", pairs) + ")",
                        Optional.of(source.name() + " has other keys than these, or a value of another kind")));
    }

    private Optional<WayBack> elements(Map<String, Term> fills) {
        TreeMap<Long, String> byIndex = new TreeMap<>();
        fills.forEach((column, term) -> {
            if (term instanceof Element(Term array, Whole(long index)) && isSource(array)) {
                byIndex.put(index, column);
            }
        });
        return inOrder(byIndex)
                ? Optional.of(way(
                        "ARRAY[" + String.join(", ", quoted(byIndex)) + "]",
                        Optional.of(source.name() + " has not exactly " + byIndex.size() + " elements")))
                : Optional.empty();
    }

    /// `split_part(s, ' ', 1)`, `split_part(s, ' ', 2)` …, or all that follows as the last.
    private Optional<WayBack> separated(Map<String, Term> fills) {
        TreeMap<Long, String> parts = new TreeMap<>();
        List<String> separators = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        fills.forEach((column, term) -> {
            Term value = term.bare() instanceof Call(String nullif, List<Term> of)
                            && nullif.equals("nullif")
                            && of.size() == 2
                    ? of.getFirst().bare()
                    : term.bare();
            if (value instanceof Call(String function, List<Term> of)
                    && function.equals("split_part")
                    && of.size() == 3
                    && isSource(of.getFirst())
                    && of.get(1) instanceof Text(String separator)
                    && of.get(2) instanceof Whole(long number)) {
                parts.put(number, column);
                separators.add(separator);
            } else if (value instanceof Call(String part, List<Term> of)
                    && part.equals("substr")
                    && of.size() == 2
                    && isSource(of.getFirst())
                    && of.get(1) instanceof Operation(String plus, Call(String position, List<Term> in), Whole _)
                    && plus.equals("+")
                    && position.equals("strpos")
                    && isSource(in.getFirst())) {
                rest.add(column);
            }
        });
        boolean toTheEnd = rest.size() == 1 && parts.size() == 1;
        if (toTheEnd) {
            parts.put(2L, rest.getFirst());
        }
        if (parts.size() < 2
                || !inOrder(parts)
                || separators.stream().distinct().count() > 1) {
            return Optional.empty();
        }
        String separator = separators.getFirst();
        String joined = "concat_ws(" + SqlName.literal(separator) + ", "
                + String.join(
                        ", ",
                        quoted(parts).stream()
                                .map(name -> "NULLIF(" + name + "::text, '')")
                                .toList())
                + ")";
        return Optional.of(way(
                "NULLIF(" + joined + ", '')",
                Optional.of(
                        toTheEnd
                                ? source.name() + " does not contain " + SqlName.literal(separator)
                                        + ", or begins or ends with it"
                                : source.name() + " has more than " + parts.size() + " parts between "
                                        + SqlName.literal(separator) + ", or empty ones")));
    }

    private static boolean inOrder(TreeMap<Long, String> parts) {
        return parts.size() > 1 && parts.firstKey() == 1 && parts.lastKey() == parts.size();
    }

    private static List<String> quoted(TreeMap<Long, String> columns) {
        return columns.values().stream().map(SqlName::quoted).toList();
    }

    private boolean isSource(Term term) {
        return term.bare() instanceof Name(String column) && column.equals(source.name());
    }

    private WayBack way(String value, Optional<String> unless) {
        return new WayBack(Map.of(source.name(), value), unless);
    }
}
