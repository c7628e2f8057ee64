package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What rarer statements name and PostgreSQL does not find: servers, casts, the functions behind event triggers,
/// owners,
/// members of publications, parameters. The catalog is asked.
final class MissingParts {
    private static final String NAME = "(\"[^\"]+\"|[\\w$.]+)";
    private static final Set<String> INDEX_PARAMETERS = Set.of(
            "fillfactor",
            "deduplicate_items",
            "buffering",
            "fastupdate",
            "gin_pending_list_limit",
            "pages_per_range",
            "autosummarize");
    private static final Pattern ALTER_INDEX =
            Pattern.compile("(?is)^alter\\s+index\\s+.*\\bset\\s*\\(\\s*(\\w+)\\s*=.*");
    private static final Pattern MEMBER = Pattern.compile("(?is)^alter\\s+publication\\s+" + NAME
            + "\\s+(add|drop)\\s+table\\s+(?:only\\s+)?" + NAME + "\\s*(?:\\(.*|where.*)?$");
    private static final Pattern OWNED =
            Pattern.compile("(?is)^(?:drop|reassign)\\s+owned\\s+by\\s+" + NAME + "\\b.*$");
    private static final Pattern ONE_COLUMN =
            Pattern.compile("(?is)^create\\s+statistics\\s+.*\\bon\\s+(\"[^\"]+\"|[\\w$]+)\\s+from\\s+" + NAME + "$");

    private static final Pattern COLUMNS =
            Pattern.compile("(?is)^create\\s+statistics\\s+.*\\bon\\s+([\\w\",\\s$]+)\\s+from\\s+" + NAME + "$");

    /// @param form  names what has to be there as its first group, a second name as its second
    /// @param there rows that show that it is, with `$1` and `$2` for the names as string constants
    private record Part(Pattern form, String there, String what) {
        static Part of(String form, String there, String what) {
            return new Part(Pattern.compile("(?is)^" + form.replace(" ", "\\s+").replace("NAME", NAME)), there, what);
        }
    }

    private static final List<Part> PARTS = List.of(
            Part.of(
                    "create event trigger .*\\bexecute (?:function|procedure) NAME\\s*\\(.*",
                    "pg_proc where proname = $1 and prorettype = 'event_trigger'::regtype",
                    "no function of an event trigger"),
            Part.of(
                    "create server .*\\bforeign data wrapper NAME\\b.*",
                    "pg_foreign_data_wrapper where fdwname = $1",
                    "foreign-data wrapper does not exist"),
            Part.of(
                    "(?:create foreign table|import foreign schema) .*\\bserver NAME\\b.*",
                    "pg_foreign_server where srvname = $1",
                    "server does not exist"),
            Part.of(
                    "create user mapping (?:if not exists )?for \\S+ server NAME\\b.*",
                    "pg_foreign_server where srvname = $1",
                    "server does not exist"),
            Part.of("create access method .*\\bhandler NAME$", "pg_proc where proname = $1", "function does not exist"),
            Part.of(
                    "(?:drop|alter) subscription (?!if\\b)NAME\\b.*",
                    "pg_subscription where subname = $1",
                    "subscription does not exist"),
            Part.of("create schema .*\\bauthorization NAME\\b.*", "pg_roles where rolname = $1", "role does not exist"),
            Part.of(
                    "alter large object (\\d+) .*",
                    "pg_largeobject_metadata where oid::text = $1",
                    "large object does not exist"),
            Part.of("create cast \\(\\s*(.+?) as .*", "pg_type where oid = to_regtype($1)", "type does not exist"),
            Part.of(
                    "create cast \\(.+? as ([^)]+?)\\s*\\).*",
                    "pg_type where oid = to_regtype($1)",
                    "type does not exist"),
            Part.of(
                    "create (?:cast|transform) .*\\bwith function ([\\w.\"]+\\s*\\([^)]*\\)).*",
                    "pg_proc where oid = to_regprocedure($1)",
                    "function does not exist"),
            Part.of(
                    "drop cast \\(\\s*(.+?) as ([^)]+?)\\s*\\).*",
                    "pg_cast where castsource = to_regtype($1) and casttarget = to_regtype($2)",
                    "cast does not exist"),
            Part.of(
                    "(?:grant|revoke) .*\\bon (?:function|procedure|routine) ([\\w.\"]+\\s*\\([^)]*\\)).*",
                    "pg_proc where oid = to_regprocedure($1)",
                    "function does not exist"),
            Part.of(
                    "(?:grant|revoke|alter default privileges) .*\\b(?:on|in) schema NAME\\b.*",
                    "pg_namespace where nspname = $1",
                    "schema does not exist"),
            Part.of(
                    "alter default privileges for (?:role|user) NAME\\b.*",
                    "pg_roles where rolname = $1",
                    "role does not exist"),
            Part.of(
                    "alter default privileges .*\\b(?:to|from) (?:group )?(?!public\\b)NAME(?: with grant option| cascade)?$",
                    "pg_roles where rolname = $1",
                    "role does not exist"),
            Part.of(
                    "(?:grant|revoke) .*\\bon sequence NAME\\b.*",
                    "pg_class where oid = to_regclass($1) and relkind = 'S'",
                    "is not a sequence"),
            Part.of(
                    "(?:grant|revoke) .*\\bon (?:type|domain) NAME\\b.*",
                    "pg_type where oid = to_regtype($1)",
                    "type does not exist"),
            Part.of(
                    "(?:grant|revoke) .*\\bon database NAME\\b.*",
                    "pg_database where datname = $1",
                    "database does not exist"),
            Part.of(
                    "(?:create|alter) publication .*\\b(?:for|add|set) tables in schema (?!current_schema\\b)NAME\\b.*",
                    "pg_namespace where nspname = $1",
                    "schema does not exist"),
            Part.of(
                    "alter type NAME rename attribute NAME to .*",
                    "pg_attribute a join pg_type t on t.typrelid = a.attrelid where t.oid = to_regtype($1) and"
                            + " a.attname = $2",
                    "column does not exist"),
            Part.of(
                    "create sequence .*\\bowned by ([\\w.\"]+)\\.NAME\\b.*",
                    "pg_attribute where attrelid = to_regclass($1) and attname = $2",
                    "column does not exist"),
            Part.of(
                    "comment on (?:function|procedure) ([\\w.\"]+\\s*\\([^)]*\\)) is .*",
                    "pg_proc where oid = to_regprocedure($1)",
                    "function does not exist"),
            Part.of(
                    "drop operator (?!if\\b)(\\S+\\s*\\([^)]*\\)).*",
                    "pg_operator where oid = to_regoperator($1)",
                    "operator does not exist"),
            Part.of("alter table NAME of NAME$", "pg_type where oid = to_regtype($2)", "type does not exist"),
            Part.of(
                    "alter table NAME not of$",
                    "pg_class where oid = to_regclass($1) and reloftype <> 0",
                    "is not a typed table"),
            Part.of(
                    "(security) label .*",
                    "pg_settings where name = 'shared_preload_libraries' and setting ~ 'sepgsql|anon|label' and $1 <> ''",
                    "no security label providers have been loaded"));

    private final Setting setting;
    private final Mentioned mentioned;

    /// @param mentioned by the statements before
    MissingParts(Setting setting, Mentioned mentioned) {
        this.setting = setting;
        this.mentioned = mentioned;
    }

    Optional<String> refusal(ParsedStatement parsed) {
        String text = parsed.text().strip().replaceFirst("\\s*;$", "");
        for (Part part : PARTS) {
            Matcher matcher = part.form().matcher(text);
            if (!matcher.matches()) {
                continue;
            }
            String first = matcher.group(1);
            String second = matcher.groupCount() > 1 ? matcher.group(2) : "";
            boolean typed = part.there().contains("to_reg");
            String asked = part.there()
                    .replace("$1", SqlName.literal(typed ? first : last(first)))
                    .replace("$2", SqlName.literal(part.there().contains("to_regtype($2)") ? second : last(second)));
            boolean missing = known(first) && known(second) && absent(asked);
            if (missing) {
                return Optional.of("\"" + first + "\": " + part.what());
            }
        }
        return owned(text)
                .or(() -> member(text))
                .or(() -> parameter(text))
                .or(() -> oneColumn(text))
                .or(() -> column(parsed.statement(), text));
    }

    private Optional<String> owned(String text) {
        Matcher matcher = OWNED.matcher(text);
        if (!matcher.matches() || !known(matcher.group(1))) {
            return Optional.empty();
        }
        String role = SqlName.literal(last(matcher.group(1)));
        if (Existence.ROLES_ALWAYS.contains(last(matcher.group(1)))) {
            return Optional.empty();
        }
        if (absent("pg_roles where rolname = " + role)) {
            return Optional.of("role \"" + matcher.group(1) + "\" does not exist");
        }
        return absent("pg_roles where oid <> 10 and rolname = " + role)
                ? Optional.of("objects of role " + matcher.group(1) + " are required by the database system")
                : Optional.empty();
    }

    private Optional<String> member(String text) {
        Matcher matcher = MEMBER.matcher(text);
        if (!matcher.matches() || !known(matcher.group(3))) {
            return Optional.empty();
        }
        boolean absent = absent("pg_publication_rel r join pg_publication p on p.oid = r.prpubid where p.pubname = "
                + SqlName.literal(last(matcher.group(1))) + " and r.prrelid = to_regclass("
                + SqlName.literal(matcher.group(3)) + ")");
        boolean adds = matcher.group(2).equalsIgnoreCase("add");
        return adds == absent
                ? Optional.empty()
                : Optional.of("relation \"" + matcher.group(3) + "\" is " + (adds ? "already member" : "not part")
                        + " of the publication");
    }

    private static Optional<String> parameter(String text) {
        Matcher matcher = ALTER_INDEX.matcher(text);
        return matcher.matches() && !INDEX_PARAMETERS.contains(matcher.group(1).toLowerCase(Locale.ROOT))
                ? Optional.of("unrecognized parameter \"" + matcher.group(1) + "\"")
                : Optional.empty();
    }

    private Optional<String> oneColumn(String text) {
        Matcher matcher = ONE_COLUMN.matcher(text);
        return matcher.matches() ? Optional.of("extended statistics require at least 2 columns") : Optional.empty();
    }

    /// Columns of statistics, named without an expression around them.
    private Optional<String> column(Statement statement, String text) {
        Matcher columns = COLUMNS.matcher(text);
        if (!(statement instanceof Statement.CreateStatistics create) || !columns.matches()) {
            return Optional.empty();
        }
        return setting.facts().relation(create.table()).stream()
                .filter(table -> !table.columns().isEmpty())
                .flatMap(table -> Arrays.stream(columns.group(1).split(","))
                        .map(MissingParts::last)
                        .filter(column -> known(column) && table.column(column).isEmpty()))
                .findFirst()
                .map(column -> "column \"" + column + "\" does not exist");
    }

    private boolean absent(String rows) {
        return setting.questions()
                .anyRow("select 1 from " + rows)
                .map(there -> !there)
                .orElse(false);
    }

    private boolean known(String name) {
        return name.isEmpty() || !mentioned.contains(last(name));
    }

    private static String last(String name) {
        String part = name.strip().replaceFirst("\\s*\\(.*$", "").replaceFirst("^.*\\.(?=[\\w\"])", "");
        return part.startsWith("\"") ? part.replace("\"", "") : part.toLowerCase(Locale.ROOT);
    }
}
