package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The statements of a script that make one materialized view: itself, its indexes, whom it belongs to and who may
/// read it, as the catalog's reader writes them.
final class MadeView {
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[^\\s\".]+)";
    private static final Pattern CREATE =
            Pattern.compile("(?s)CREATE MATERIALIZED VIEW (?<view>" + NAME + "\\." + NAME + ") AS .*");

    /// As in the statements: quoted where needed.
    private final String identity;
    /// In their order; the first one fills it.
    private final List<String> making;
    private final Pattern index;

    private MadeView(String identity, List<String> script) {
        this.identity = identity;
        this.index = Pattern.compile("(?s)(?<head>CREATE (?:UNIQUE )?INDEX )(?<name>" + NAME + ")(?<on> ON )"
                + Pattern.quote(identity) + "(?<keys> .*)");
        this.making = script.stream().filter(this::makes).toList();
    }

    /// The materialized views a script makes, in their order.
    static List<MadeView> in(List<String> script) {
        List<MadeView> made = new ArrayList<>();
        for (String sql : script) {
            Matcher create = CREATE.matcher(sql);
            if (create.matches()) {
                made.add(new MadeView(create.group("view"), script));
            }
        }
        return made;
    }

    static Optional<MadeView> of(String identity, List<String> script) {
        return in(script).stream()
                .filter(view -> view.identity.equals(identity))
                .findFirst();
    }

    String identity() {
        return identity;
    }

    /// The query with the name it is made under.
    String definition() {
        return making.getFirst();
    }

    private boolean makes(String sql) {
        return sql.startsWith("CREATE MATERIALIZED VIEW " + identity + " AS ")
                || index.matcher(sql).matches()
                || sql.startsWith("ALTER MATERIALIZED VIEW " + identity + " OWNER TO ")
                || sql.matches("(?s)(GRANT|REVOKE) .* ON TABLE " + Pattern.quote(identity) + " (TO|FROM) .*");
    }

    boolean isMadeBy(String sql) {
        return making.contains(sql);
    }

    /// Whether the statement takes it or one of its indexes away.
    boolean isTakenAwayBy(String sql) {
        return sql.equals(drop())
                || making.stream()
                        .map(index::matcher)
                        .anyMatch(found -> found.matches() && sql.equals("DROP INDEX " + of(found.group("name"))));
    }

    String drop() {
        return "DROP MATERIALIZED VIEW " + identity;
    }

    /// Makes it beside the one in use.
    List<String> beside(Aside aside) {
        return making.stream().map(sql -> beside(sql, aside)).toList();
    }

    private String beside(String sql, Aside aside) {
        Matcher found = index.matcher(sql);
        return found.matches()
                ? found.group("head")
                        + quoted(aside.name(found.group("name")))
                        + found.group("on")
                        + name(aside).sql()
                        + found.group("keys")
                : sql.replaceFirst(
                        " " + Pattern.quote(identity) + " ",
                        Matcher.quoteReplacement(" " + name(aside).sql() + " "));
    }

    String besideDropped(Aside aside) {
        return "DROP MATERIALIZED VIEW IF EXISTS " + name(aside).sql();
    }

    /// Gives the one beside the name in use, and its indexes theirs.
    List<String> takesOver(Aside aside) {
        List<String> renames = new ArrayList<>();
        renames.add("ALTER MATERIALIZED VIEW " + name(aside).sql() + " RENAME TO " + quoted(view().name()));
        indexes().forEach(name -> renames.add("ALTER INDEX " + of(quoted(aside.name(name))) + " RENAME TO " + name));
        return renames;
    }

    /// Gives the one in use the name beside, and its indexes theirs.
    List<String> stepsAside(Aside aside) {
        List<String> renames = new ArrayList<>();
        renames.add("ALTER MATERIALIZED VIEW " + identity + " RENAME TO "
                + quoted(name(aside).name()));
        indexes().forEach(name -> renames.add("ALTER INDEX " + of(name) + " RENAME TO " + quoted(aside.name(name))));
        return renames;
    }

    private List<String> indexes() {
        return making.stream()
                .map(index::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group("name"))
                .toList();
    }

    private ObjectName view() {
        return ObjectName.identified(identity);
    }

    private ObjectName name(Aside aside) {
        return view().sibling(aside.name(view().name()));
    }

    private String of(String index) {
        return identity.substring(0, identity.length() - last(identity).length()) + index;
    }

    private static String last(String identity) {
        return identity.replaceFirst("^" + NAME + "\\.", "");
    }

    private static String quoted(String name) {
        return SqlName.quoted(name);
    }

    /// Which of the two that are there for a while.
    enum Aside {
        NEW,
        OLD;

        /// @param used the name in use, with or without quotes
        String name(String used) {
            String bare =
                    used.startsWith("\"") ? used.substring(1, used.length() - 1).replace("\"\"", "\"") : used;
            return Steps.limited("~godwit_" + name().toLowerCase(Locale.ROOT) + "_" + bare);
        }
    }
}
