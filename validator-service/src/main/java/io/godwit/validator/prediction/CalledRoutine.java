package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.postgres.statement.FunctionCall;
import io.godwit.postgres.statement.RoutineText;
import io.godwit.postgres.statement.StatementParser;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `CALL procedure(…)` and `SELECT function(…)`: what is in the body, with the constants it is called with, as far as
/// it
/// can be read. Of functions only volatile ones are looked at: others change nothing.
final class CalledRoutine {
    private static final Pattern CALL = Pattern.compile("(?is)^\\s*call\\s+(.*)$");
    private static final Pattern PRAGMA = Pattern.compile("(?m)^\\s*#.*$");

    /// A function that calls itself is not followed for ever.
    private static final int DEEPEST = 5;

    private CalledRoutine() {}

    /// Whether it is a CALL, and the body was found.
    static boolean procedure(Draft draft, String text) {
        Matcher call = CALL.matcher(text);
        if (!call.matches() || draft.facts().isUnknown()) {
            return false;
        }
        List<FunctionCall> calls = FunctionCall.in(call.group(1));
        return !calls.isEmpty() && runs(draft, calls.getFirst(), "p");
    }

    /// What functions called in a query do besides.
    static void functions(Draft draft, String query) {
        FunctionCall.in(query).forEach(call -> runs(draft, call, "f"));
    }

    /// @param kind of `pg_proc.prokind`
    private static boolean runs(Draft draft, FunctionCall call, String kind) {
        Optional<RoutineText> made =
                Optional.ofNullable(draft.setting().changed().made().get(call.name()));
        List<RoutineText> found = made.map(List::of).orElseGet(() -> inDatabase(draft, call, kind));
        if (found.isEmpty()) {
            return false;
        }
        if (found.size() > 1 || draft.setting().calls() >= DEEPEST) {
            draft.unknown("what the function " + call.name() + " does is not known");
            return true;
        }
        body(draft, found.getFirst(), call.arguments());
        return true;
    }

    private static List<RoutineText> inDatabase(Draft draft, FunctionCall call, String kind) {
        String place = call.schema()
                .map(schema -> "p.pronamespace = to_regnamespace(" + SqlName.literal(SqlName.quoted(schema)) + ")")
                .orElse("pg_function_is_visible(p.oid)");
        String query = "select l.lanname as language, p.prosrc as body,"
                + " array_to_string(p.proargnames[1:p.pronargs], ',', '') as parameters"
                + " from pg_proc p join pg_language l on l.oid = p.prolang where p.prokind = '" + kind
                + "' and p.provolatile = 'v' and p.prorettype <> 'trigger'::regtype"
                + " and l.lanname in ('plpgsql', 'sql') and p.prosrc <> ''"
                + " and p.pronamespace <> 'pg_catalog'::regnamespace and p.proname = " + SqlName.literal(call.name())
                + " and " + place + " and " + call.arguments().size() + " between p.pronargs - p.pronargdefaults and"
                + " case when p.provariadic = 0 then p.pronargs else 100 end";
        return draft.setting().questions().rows(query, 2).orElse(List.of()).stream()
                .map(row -> new RoutineText(
                        call.name(),
                        List.of(row.getOrDefault("parameters", "").split(",", -1)),
                        row.getOrDefault("language", ""),
                        row.getOrDefault("body", "")))
                .toList();
    }

    private static void body(Draft draft, RoutineText routine, List<Optional<String>> given) {
        Setting inside = draft.setting().insideFunction();
        String text = routine.language().equals("plpgsql")
                ? block(PRAGMA.matcher(routine.body()).replaceAll(""), routine.parameters(), given)
                : routine.body();
        if (!Set.of("plpgsql", "sql").contains(routine.language())) {
            draft.unknown("the function " + routine.name() + " is written in " + routine.language());
            return;
        }
        for (ParsedStatement each : new StatementParser(draft.facts().schema()).script(text)) {
            if (each.statement() instanceof Statement.CodeBlock block) {
                Statement.CodeBlock reached = ReachedParts.of(each.text(), block, inside, new Mentioned());
                Draft does = new Draft(inside);
                Predictor.block(does, reached);
                draft.and(does.prediction());
                if (!reached.whole()) {
                    draft.unknown("the function " + routine.name() + " puts statements together while it runs");
                }
            } else {
                draft.and(Predictor.alone(each, inside));
            }
        }
    }

    /// The body as a block of its own, with what is known of its parameters.
    private static String block(String body, List<String> parameters, List<Optional<String>> given) {
        StringBuilder declared = new StringBuilder();
        for (int i = 0; i < parameters.size(); i++) {
            if (!parameters.get(i).isEmpty()) {
                Optional<String> value = i < given.size() ? given.get(i) : Optional.empty();
                declared.append(SqlName.quoted(parameters.get(i)))
                        .append(" text")
                        .append(value.map(constant -> " := " + SqlName.literal(constant))
                                .orElse(""))
                        .append("; ");
            }
        }
        return "do $godwit_called$ declare " + declared + " begin " + body + "; end $godwit_called$";
    }
}
