package io.godwit.model.planning.merge;

import io.godwit.model.planning.merge.Term.Call;
import io.godwit.model.planning.merge.Term.Name;
import io.godwit.model.planning.merge.Term.Operation;
import io.godwit.model.planning.merge.Term.Text;
import io.godwit.model.planning.merge.Term.Whole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Columns written one after the other with text between them, by `||`, `concat`, `concat_ws` or `format('%s …')`.
///
/// @param before     text in front of the first
/// @param separators what follows each column, empty for nothing
/// @param skipsNulls whether a NULL among them leaves a text, from which it cannot be told
record Concatenation(String before, List<String> columns, List<String> separators, boolean skipsNulls) {
    Concatenation {
        columns = List.copyOf(columns);
        separators = List.copyOf(separators);
    }

    /// @return empty for anything else
    static Optional<Concatenation> of(Term term) {
        List<Term> parts = new ArrayList<>();
        boolean skips = false;
        if (term instanceof Operation(String operator, var _, var _) && operator.equals("||")) {
            flatten(term, parts);
        } else if (term instanceof Call(String function, List<Term> arguments)) {
            skips = true;
            switch (function) {
                case "concat" -> parts.addAll(arguments);
                case "concat_ws" -> joined(arguments, parts);
                case "format" -> formatted(arguments, parts);
                default -> {
                    return Optional.empty();
                }
            }
        }
        boolean coalesced = parts.stream().anyMatch(Concatenation::isCoalesced);
        return parts(parts.stream().map(Concatenation::inside).toList(), skips || coalesced);
    }

    private static void flatten(Term term, List<Term> parts) {
        if (term.bare() instanceof Operation(String operator, Term left, Term right) && operator.equals("||")) {
            flatten(left, parts);
            flatten(right, parts);
        } else {
            parts.add(term.bare());
        }
    }

    private static void joined(List<Term> arguments, List<Term> parts) {
        for (int at = 1; at < arguments.size(); at++) {
            if (at > 1) {
                parts.add(arguments.getFirst());
            }
            parts.add(arguments.get(at));
        }
    }

    private static void formatted(List<Term> arguments, List<Term> parts) {
        if (!(arguments.getFirst() instanceof Text(String form))
                || form.replace("%s", "").contains("%")) {
            return;
        }
        List<String> texts = List.of(form.split("%s", -1));
        for (int at = 0; at < texts.size(); at++) {
            parts.add(new Text(texts.get(at)));
            if (at < texts.size() - 1 && at + 1 < arguments.size()) {
                parts.add(arguments.get(at + 1));
            }
        }
    }

    private static boolean isCoalesced(Term term) {
        return term.bare() instanceof Call(String function, List<Term> of)
                && function.equals("coalesce")
                && of.size() == 2
                && of.get(1).bare().equals(new Text(""));
    }

    private static Term inside(Term term) {
        return isCoalesced(term) && term.bare() instanceof Call(var _, List<Term> of)
                ? of.getFirst().bare()
                : term.bare();
    }

    private static Optional<Concatenation> parts(List<Term> parts, boolean skips) {
        StringBuilder text = new StringBuilder();
        String before = "";
        List<String> columns = new ArrayList<>();
        List<String> separators = new ArrayList<>();
        for (Term part : Stream.concat(parts.stream(), Stream.of(new Name(""))).toList()) {
            switch (part) {
                case Text(String value) -> text.append(value);
                case Whole(long value) -> text.append(value);
                case Name(String column) -> {
                    if (columns.isEmpty()) {
                        before = text.toString();
                    } else {
                        separators.add(text.toString());
                    }
                    columns.add(column);
                    text.setLength(0);
                }
                case Call _, Term.Cast _, Operation _, Term.Element _ -> {
                    return Optional.empty();
                }
            }
        }
        columns.removeLast();
        boolean repeated = new HashSet<>(columns).size() < columns.size();
        return columns.isEmpty() || repeated
                ? Optional.empty()
                : Optional.of(new Concatenation(before, columns, separators, skips));
    }

    /// Whether two columns stand next to each other: nothing tells where one ends.
    boolean touching() {
        return separators.stream().limit(separators.size() - 1L).anyMatch(String::isEmpty);
    }
}
