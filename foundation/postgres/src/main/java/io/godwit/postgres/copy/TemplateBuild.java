package io.godwit.postgres.copy;

import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;
import io.godwit.model.SqlName;
import io.godwit.postgres.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes a template under another name and puts it in the old one's place when it is whole.
final class TemplateBuild {
    private static final int STRATEGIES_SINCE = 15;
    private static final Pattern ADDRESS = Pattern.compile("jdbc:postgresql:(//[^/?]*)?/?[^?/]*(\\?.*)?");

    /// States in which CREATE DATABASE refuses a locale the server does not have; 42809 is PostgreSQL
    /// 18's.
    private static final Set<String> UNKNOWN_LOCALE = Set.of("22023", "42704", "42809", "0A000", "42601");

    private final Connection server;
    private final DatabaseAddress address;
    private final String name;

    TemplateBuild(Connection server, DatabaseAddress address, String name) {
        this.server = server;
        this.address = address;
        this.name = name;
    }

    Template build(DatabaseName source, Production production) throws SQLException {
        String building = name + "_new";
        Instant moment = Instant.now();
        List<NotCopied> notCopied = new ArrayList<>();
        execute("DROP DATABASE IF EXISTS " + building + " WITH (FORCE)");
        create(
                building,
                DatabaseSettings.encoding(production.connection()),
                DatabaseSettings.locale(production.connection()),
                notCopied);
        CopyReport report;
        try (Connection target = inDatabase(address, building).connect("godwit-copies")) {
            report = new DatabaseCopy(production.schema()).copy(production.connection(), target);
        }
        notCopied.addAll(report.notCopied());
        DatabaseSettings.apply(
                server,
                building,
                DatabaseSettings.of(
                        production.connection(), production.connection().getCatalog()));
        execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        execute("ALTER DATABASE " + building + " RENAME TO " + name);
        CopyLabel label =
                new CopyLabel(source.value(), production.schema().hash().hexadecimal(), moment, 0);
        execute("COMMENT ON DATABASE " + name + " IS " + SqlName.literal(label.text()));
        CopyReport whole = new CopyReport(report.tables(), report.rows(), report.bytes(), report.took(), notCopied);
        return new Template(name, source.value(), moment, Optional.of(whole));
    }

    /// An empty database of the template's name, with production's encoding and, if the server has it,
    /// its collation.
    void empty(Production production) throws SQLException {
        create(
                name,
                DatabaseSettings.encoding(production.connection()),
                DatabaseSettings.locale(production.connection()),
                new ArrayList<>());
    }

    /// With production's encoding and collation if the server has them; else with the collation every
    /// server has, under which baseline and candidate still sort alike, though not as production does.
    private void create(String database, String encoding, String locale, List<NotCopied> notCopied)
            throws SQLException {
        String create = "CREATE DATABASE " + database + " TEMPLATE template0";
        try {
            execute(create + locale);
        } catch (SQLException problem) {
            if (!UNKNOWN_LOCALE.contains(String.valueOf(problem.getSQLState()))) {
                throw problem;
            }
            notCopied.add(new NotCopied("locale", locale, String.valueOf(problem.getMessage())));
            execute(create + encoding + " LOCALE 'C'");
        }
    }

    /// FILE_COPY writes no log of its own, but two checkpoints; WAL_LOG is quicker for small databases.
    static String strategy(Connection server) throws SQLException {
        return server.getMetaData().getDatabaseMajorVersion() >= STRATEGIES_SINCE ? " STRATEGY WAL_LOG" : "";
    }

    /// The same server and role, another database.
    static DatabaseAddress inDatabase(DatabaseAddress server, String database) {
        Matcher parts = ADDRESS.matcher(server.url());
        if (!parts.matches()) {
            throw Problem.user(
                    "COPIES_URL_INVALID",
                    "copies.url is no address of PostgreSQL: jdbc:postgresql://host:port/postgres");
        }
        String host = parts.group(1) == null ? "" : parts.group(1) + "/";
        String url = "jdbc:postgresql:" + host + database + (parts.group(2) == null ? "" : parts.group(2));
        return new DatabaseAddress(url, server.user(), server.password());
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = server.createStatement()) {
            statement.execute(sql);
        }
    }
}
