package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Verb;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Roles, functions, extensions, publications and the like that a statement names and that are not there, or are there
/// already.
final class NamedObjects {
    private static final String NAME = "(?:[\\w$]+|\"[^\"]+\")(?:\\.(?:[\\w$]+|\"[^\"]+\"))?";
    private static final Pattern LEADING =
            Pattern.compile("(?is)^\\s*(if\\s+(?:not\\s+)?exists\\s+)?(" + NAME + ")(?:\\s*(\\([^()]*\\)))?(.*)$");
    private static final Pattern ON_TABLE = Pattern.compile(
            "(?is)(constraint|trigger|rule|policy)\\s+(" + NAME + ")\\s+on\\s+(?!domain)(" + NAME + ")\\s*");
    private static final Pattern RETURNS = Pattern.compile(
            "(?is)\\breturns\\s+(?!setof|table)([\\w. ]+?)(?:\\s+(?:language|as|immutable|stable|volatile|strict|security|begin|return|called|cost|parallel|set)\\b.*|$)");

    private static final Pattern ALTERED_COLUMN = Pattern.compile(
            "(?is)\\S+\\s+alter\\s+(?:column\\s+)?(\"[^\"]+\"|[\\w$]+)\\s+(?:set|drop)\\s+default\\b.*");

    private static final Map<String, String> CATALOGS = Map.of(
            "EXTENSION", "pg_extension where extname = ",
            "ROLE", "pg_roles where rolname = ",
            "USER", "pg_roles where rolname = ",
            "GROUP", "pg_roles where rolname = ",
            "PUBLICATION", "pg_publication where pubname = ",
            "SCHEMA", "pg_namespace where nspname = ",
            "SERVER", "pg_foreign_server where srvname = ",
            "STATISTICS", "pg_statistic_ext where stxname = ",
            "LANGUAGE", "pg_language where lanname = ",
            "TABLESPACE", "pg_tablespace where spcname = ");

    private final Setting setting;
    private final Mentioned mentioned;

    NamedObjects(Setting setting, Mentioned mentioned) {
        this.setting = setting;
        this.mentioned = mentioned;
    }

    Optional<String> refusal(Statement.OtherObject object, String text) {
        Matcher leading = LEADING.matcher(object.text());
        if (!leading.matches()) {
            return Optional.empty();
        }
        boolean lenient = leading.group(1) != null;
        String written = leading.group(2);
        String name = last(written);
        if (object.kind().equals("VIEW") || object.kind().equals("SEQUENCE")) {
            return !lenient && object.verb() == Verb.ALTER
                    ? noRelation(object).or(() -> noColumn(object))
                    : Optional.empty();
        }
        if (object.kind().equals("FUNCTION") || object.kind().equals("PROCEDURE")) {
            return function(object, text, lenient, leading);
        }
        String catalog = CATALOGS.get(object.kind());
        boolean asked = catalog != null && !lenient && known(name);
        Optional<Boolean> there = asked ? ask(catalog + SqlName.literal(name)) : Optional.empty();
        boolean creates = object.verb() == Verb.CREATE;
        return there.filter(found -> found == creates)
                .map(found -> object.kind().toLowerCase(Locale.ROOT) + " \"" + name + "\" "
                        + (found ? "already exists" : "does not exist"));
    }

    private Optional<String> noRelation(Statement.OtherObject object) {
        return object.tables().stream()
                .filter(relation -> known(relation.name()))
                .filter(relation -> setting.facts().relation(relation).isEmpty())
                .findFirst()
                .map(relation -> "relation \"" + relation.name() + "\" does not exist");
    }

    private Optional<String> noColumn(Statement.OtherObject object) {
        Matcher column = ALTERED_COLUMN.matcher(object.text());
        return column.matches() && known(last(column.group(1)))
                ? object.tables().stream()
                        .flatMap(view -> setting.facts().relation(view).stream())
                        .filter(view -> !view.columns().isEmpty()
                                && view.column(last(column.group(1))).isEmpty())
                        .findFirst()
                        .map(view -> "column \"" + last(column.group(1)) + "\" of relation \""
                                + view.name().name() + "\" does not exist")
                : Optional.empty();
    }

    private Optional<String> function(Statement.OtherObject object, String text, boolean lenient, Matcher leading) {
        String name = last(leading.group(2));
        if (!known(name) || lenient) {
            return Optional.empty();
        }
        String arguments = leading.group(3);
        Optional<Boolean> there = arguments == null
                ? ask("pg_proc where proname = " + SqlName.literal(name))
                : ask("pg_proc where oid = to_regprocedure(" + SqlName.literal(leading.group(2) + arguments) + ")");
        if (object.verb() != Verb.CREATE) {
            boolean other = there.orElse(false)
                    && arguments != null
                    && ask("pg_proc where prokind "
                                    + (object.kind().equals("PROCEDURE") ? "=" : "<>")
                                    + " 'p' and oid = to_regprocedure("
                                    + SqlName.literal(leading.group(2) + arguments) + ")")
                            .map(found -> !found)
                            .orElse(false);
            return other
                    ? Optional.of(name + " is not a " + object.kind().toLowerCase(Locale.ROOT))
                    : there.filter(found -> !found).map(_ -> "function " + name + " does not exist");
        }
        boolean replaces = text.toLowerCase(Locale.ROOT).matches("(?s)\\s*create\\s+or\\s+replace\\b.*");
        if (!there.orElse(false)) {
            return Optional.empty();
        }
        if (!replaces) {
            return Optional.of("function \"" + name + "\" already exists with same argument types");
        }
        Matcher returns = RETURNS.matcher(leading.group(4));
        if (!returns.find()) {
            return Optional.empty();
        }
        return ask("pg_proc where oid = to_regprocedure(" + SqlName.literal(leading.group(2) + arguments)
                        + ") and (prorettype = to_regtype("
                        + SqlName.literal(returns.group(1).strip())
                        + ") or to_regtype(" + SqlName.literal(returns.group(1).strip()) + ") is null)")
                .filter(same -> !same)
                .map(_ -> "cannot change return type of existing function");
    }

    Optional<String> commented(Statement.Comment comment) {
        Matcher on = ON_TABLE.matcher(comment.target().strip());
        if (!on.matches() || !known(last(on.group(2))) || !known(last(on.group(3)))) {
            return Optional.empty();
        }
        String of = "to_regclass(" + SqlName.literal(on.group(3)) + ") and ";
        String name = SqlName.literal(last(on.group(2)));
        String catalog = switch (on.group(1).toLowerCase(Locale.ROOT)) {
            case "constraint" -> "pg_constraint where conrelid = " + of + "conname = ";
            case "trigger" -> "pg_trigger where tgrelid = " + of + "tgname = ";
            case "rule" -> "pg_rewrite where ev_class = " + of + "rulename = ";
            default -> "pg_policy where polrelid = " + of + "polname = ";
        };
        return ask(catalog + name)
                .filter(there -> !there)
                .map(_ -> on.group(1) + " \"" + last(on.group(2)) + "\" for table \"" + last(on.group(3))
                        + "\" does not exist");
    }

    private Optional<Boolean> ask(String from) {
        return setting.questions().anyRow("select 1 from " + from);
    }

    private boolean known(String name) {
        return !mentioned.contains(name);
    }

    private static String last(String name) {
        String part = name.strip().replaceFirst("^.*\\.(?=[\\w\"])", "");
        return part.startsWith("\"") ? part.replace("\"", "") : part.toLowerCase(Locale.ROOT);
    }
}
