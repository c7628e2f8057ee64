package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.postgres.statement.RelationInstead;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The statements of a script that make one materialized view: itself, its indexes, whom it belongs to and who may
/// read it, as the catalog's reader or a declared schema writes them.
final class MadeView {
    private static final String PART = "(?:\"(?:[^\"]|\"\")++\"|[^\\s\".(]+)";
    /// A name in a statement, with or without its schema.
    static final String NAME = PART + "(?:\\s*\\.\\s*" + PART + ")?";
    private static final Pattern CREATE =
            Pattern.compile("(?is)(?<head>\\s*CREATE\\s+MATERIALIZED\\s+VIEW\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?)(?<view>"
                    + NAME + ")(?<rest>[\\s(].*)");
    private static final Pattern INDEX =
            Pattern.compile("(?is)(?<head>\\s*CREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?)(?<name>"
                    + PART + ")(?<on>\\s+ON\\s+)(?<view>" + NAME + ")(?<rest>[\\s(].*)");

    private final ObjectName name;
    /// In their order; the first one fills it.
    private final List<String> making;

    private MadeView(ObjectName name, List<String> script) {
        this.name = name;
        this.making = script.stream().filter(this::makes).toList();
    }

    /// The materialized views a script makes, in their order.
    static List<MadeView> in(List<String> script) {
        List<MadeView> made = new ArrayList<>();
        for (String sql : script) {
            Matcher create = CREATE.matcher(sql);
            if (create.matches()) {
                made.add(new MadeView(written(create.group("view")), script));
            }
        }
        return made;
    }

    static Optional<MadeView> of(String identity, List<String> script) {
        return in(script).stream()
                .filter(view -> view.identity().equals(identity))
                .findFirst();
    }

    /// A name as somebody wrote it: PostgreSQL takes what is not quoted for lower case.
    static ObjectName written(String name) {
        Matcher part = Pattern.compile(PART).matcher(name);
        List<String> parts = part.results().map(found -> bare(found.group())).toList();
        return parts.size() == 1
                ? ObjectName.inPublic(parts.getFirst())
                : new ObjectName(parts.getFirst(), parts.getLast());
    }

    private static String bare(String identifier) {
        return identifier.startsWith("\"")
                ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
                : identifier.toLowerCase(Locale.ROOT);
    }

    /// As the catalog's reader writes it: quoted where needed.
    String identity() {
        return name.identity();
    }

    /// The query with the name it is made under.
    String definition() {
        return making.getFirst();
    }

    private boolean makes(String sql) {
        return isNamed(CREATE, sql)
                || isNamed(INDEX, sql)
                || sql.startsWith("ALTER MATERIALIZED VIEW " + identity() + " OWNER TO ")
                || sql.matches("(?s)(GRANT|REVOKE) .* ON TABLE " + Pattern.quote(identity()) + " (TO|FROM) .*");
    }

    private boolean isNamed(Pattern pattern, String sql) {
        Matcher found = pattern.matcher(sql);
        return found.matches() && written(found.group("view")).equals(name);
    }

    boolean isMadeBy(String sql) {
        return making.contains(sql);
    }

    /// Whether the statement takes it or one of its indexes away.
    boolean isTakenAwayBy(String sql) {
        return sql.equals(drop()) || indexes().stream().anyMatch(index -> sql.equals("DROP INDEX " + index.identity()));
    }

    String drop() {
        return "DROP MATERIALIZED VIEW " + identity();
    }

    /// The same, over the forms beside of others that it reads; empty if that cannot be told from its text.
    Optional<MadeView> over(List<MadeView> others, Aside aside) {
        String query = definition();
        for (MadeView other : others) {
            Optional<String> changed = new RelationInstead(other.name, aside.name(other.name)).in(query);
            if (changed.isEmpty()) {
                return Optional.empty();
            }
            query = changed.get();
        }
        List<String> statements = new ArrayList<>(making);
        statements.set(0, query);
        return Optional.of(new MadeView(name, statements));
    }

    /// Makes it beside the one in use.
    List<String> beside(Aside aside) {
        return making.stream().map(sql -> beside(sql, aside)).toList();
    }

    private String beside(String sql, Aside aside) {
        String view = aside.name(name).sql();
        Matcher create = CREATE.matcher(sql);
        if (create.matches()) {
            return create.group("head") + view + create.group("rest");
        }
        Matcher index = INDEX.matcher(sql);
        if (index.matches()) {
            String renamed = SqlName.quoted(aside.name(bare(index.group("name"))));
            return index.group("head") + renamed + index.group("on") + view + index.group("rest");
        }
        return sql.replaceFirst(" " + Pattern.quote(identity()) + " ", Matcher.quoteReplacement(" " + view + " "));
    }

    String besideDropped(Aside aside) {
        return "DROP MATERIALIZED VIEW IF EXISTS " + aside.name(name).sql();
    }

    /// Gives the one beside the name in use, and its indexes theirs.
    List<String> takesOver(Aside aside) {
        return renames(aside::name, own -> own);
    }

    /// Gives the one in use the name beside, and its indexes theirs.
    List<String> stepsAside(Aside aside) {
        return renames(own -> own, aside::name);
    }

    private List<String> renames(UnaryOperator<ObjectName> from, UnaryOperator<ObjectName> to) {
        List<String> renames = new ArrayList<>();
        renames.add("ALTER MATERIALIZED VIEW " + renamed(name, from, to));
        indexes().forEach(index -> renames.add("ALTER INDEX " + renamed(index, from, to)));
        return renames;
    }

    private static String renamed(ObjectName own, UnaryOperator<ObjectName> from, UnaryOperator<ObjectName> to) {
        return from.apply(own).sql() + " RENAME TO "
                + SqlName.quoted(to.apply(own).name());
    }

    private List<ObjectName> indexes() {
        return making.stream()
                .map(INDEX::matcher)
                .filter(Matcher::matches)
                .map(found -> name.sibling(bare(found.group("name"))))
                .toList();
    }

    /// Which of the two that are there for a while.
    enum Aside {
        NEW,
        OLD;

        /// @param used the name in use
        String name(String used) {
            return Steps.limited("~godwit_" + name().toLowerCase(Locale.ROOT) + "_" + used);
        }

        ObjectName name(ObjectName used) {
            return used.sibling(name(used.name()));
        }
    }
}
