package io.godwit.analyzer.written;

import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.TransactionControl;
import io.godwit.postgres.statement.AlterTableParts;
import io.godwit.postgres.statement.StatementParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Divides a script into what become steps. The executor decides about transactions and timeouts, so their statements
/// go; a transaction somebody opened stays together, as does everything from the first temporary table or lock on.
final class ScriptParts {
    private static final Pattern TEMPORARY =
            Pattern.compile("(?is)create\\s+(?:local\\s+|global\\s+)?temp(?:orary)?\\s+table\\b.*");
    private static final Pattern SETTING = Pattern.compile(
            "(?is)set\\s+(?:local\\s+|session\\s+)?(?<name>[\\w.]+)\\s*(?:=|\\s+to\\s)\\s*(?<value>.+)");

    /// How `pg_dump` sets the search path.
    private static final Pattern CONFIGURED = Pattern.compile(
            "(?is)select\\s+(?:pg_catalog\\.)?set_config\\s*\\(\\s*'(?<name>[\\w.]+)'\\s*,\\s*(?<value>'[^']*')\\s*,"
                    + "\\s*(?:true|false)\\s*\\)");

    /// What `pg_dump` sets first, and what makes no difference to a statement of a migration.
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "client_encoding",
            "client_min_messages",
            "default_table_access_method",
            "default_tablespace",
            "row_security",
            "standard_conforming_strings",
            "xmloption");

    private static final Set<String> USUAL =
            Set.of("utf8", "utf-8", "warning", "notice", "heap", "", "off", "on", "content");

    private static final Pattern ROWS_OF_PSQL = Pattern.compile("(?is)copy\\s.*\\sfrom\\s+stdin\\b.*");

    /// Beyond this a script holds rows more than changes of the schema.
    private static final int MOST_STEPS = 1000;

    private final Script script;
    private final List<String> notes;
    private final OpenStatements open;
    private final List<Part> parts = new ArrayList<>();
    private final List<WrittenStatement> together = new ArrayList<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private StatementParser parser = StatementParser.inPublic();
    private boolean inTransaction;
    private boolean toTheEnd;

    private ScriptParts(Script script, List<String> notes, OpenStatements open) {
        this.open = open;
        this.script = script;
        this.notes = notes;
    }

    /// @param open gets the statements that cannot run as they are written
    static List<Part> of(Script script, List<String> notes, OpenStatements open) {
        ScriptParts divided = new ScriptParts(script, notes, open);
        divided.toTheEnd = script.statements().size() > MOST_STEPS;
        if (divided.toTheEnd) {
            notes.add(script.location().file() + " has " + script.statements().size()
                    + " statements, which run as one step: more than " + MOST_STEPS + " are not told apart.");
        }
        script.statements().forEach(divided::take);
        divided.closeBlock();
        return divided.parts;
    }

    private void take(WrittenStatement written) {
        Optional<String> obstacle = written.obstacle()
                .or(() -> ROWS_OF_PSQL.matcher(written.text()).matches()
                        ? Optional.of("its rows stand in the script, and only psql sends them")
                        : Optional.empty());
        if (obstacle.isPresent()) {
            open.add(written, obstacle.get());
            return;
        }
        WrittenStatement statement = settings.containsKey("search_path")
                ? new WrittenStatement(parser.parse(written.text()), written.location())
                : written;
        if (statement.statement() instanceof TransactionControl control) {
            transaction(control.command());
        } else if (statement.statement() instanceof Statement.Setting
                || CONFIGURED.matcher(statement.text()).matches()) {
            setting(statement);
        } else {
            toTheEnd = toTheEnd
                    || TEMPORARY.matcher(statement.text()).matches()
                    || (statement.statement() instanceof Statement.LockTables && !inTransaction);
            if (inTransaction || toTheEnd) {
                together.add(statement);
            } else {
                add(statement);
            }
        }
    }

    private void transaction(String command) {
        switch (command) {
            case "BEGIN", "START" -> inTransaction = true;
            case "COMMIT", "END" -> {
                inTransaction = false;
                if (!toTheEnd) {
                    closeBlock();
                }
            }
            default -> {}
        }
    }

    private void closeBlock() {
        if (!together.isEmpty()) {
            parts.add(new Part(script, together, settings()));
            together.clear();
        }
    }

    private void add(WrittenStatement statement) {
        for (ParsedStatement part : AlterTableParts.of(statement.parsed(), NaturalPhase::of)) {
            parts.add(new Part(script, List.of(new WrittenStatement(part, statement.location())), settings()));
        }
    }

    private void setting(WrittenStatement statement) {
        Matcher configured = CONFIGURED.matcher(statement.text());
        Matcher setting = configured.matches() ? configured : SETTING.matcher(statement.text());
        if (setting != configured && !setting.matches()) {
            settings.remove(statement.text().replaceFirst("(?is)reset\\s+", "").toLowerCase(Locale.ROOT));
            return;
        }
        String name = setting.group("name").toLowerCase(Locale.ROOT);
        String value = setting.group("value").strip();
        if (name.endsWith("_timeout")) {
            notes.add(statement.location() + " sets " + name + " to " + value
                    + "; each step has timeouts of its own instead.");
            return;
        }
        if (WITHOUT_EFFECT.contains(name)
                && USUAL.contains(value.replace("'", "").toLowerCase(Locale.ROOT))) {
            return;
        }
        settings.put(name, value);
        if (name.equals("search_path")) {
            String first = value.split(",", 2)[0].strip();
            parser = new StatementParser(
                    first.startsWith("\"") || first.startsWith("'")
                            ? first.substring(1, Math.max(1, first.length() - 1))
                            : first.toLowerCase(Locale.ROOT));
        }
    }

    private List<String> settings() {
        return settings.entrySet().stream()
                .map(setting -> "SET LOCAL " + setting.getKey() + " = " + setting.getValue())
                .toList();
    }
}
