package io.godwit.postgres.usage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/// The functions of a database whose bodies are text, of which PostgreSQL keeps no dependencies. Those a migration in
/// progress has made for itself are left out.
final class FunctionBodies {
    private static final String QUERY = """
            select p.oid::regprocedure::text as signature, l.lanname as language, p.prosrc as body,
              pg_get_functiondef(p.oid) as definition,
              array(select c.relname::text from pg_trigger t join pg_class c on c.oid = t.tgrelid
                where t.tgfoid = p.oid) as tables
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
            where p.prokind in ('f', 'p') and l.lanname in ('sql', 'plpgsql') and coalesce(p.prosrc, '') <> ''
              and n.nspname not in ('pg_catalog', 'information_schema', 'godwit') and p.proname !~ '^[~!]?godwit_'
              and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid
                and d.deptype = 'e')""";

    /// @param tables those whose trigger it is
    private record Body(String signature, String language, String text, String definition, Set<String> tables) {}

    private final List<Body> bodies;

    private FunctionBodies(List<Body> bodies) {
        this.bodies = bodies;
    }

    static FunctionBodies read(Connection connection) throws SQLException {
        List<Body> bodies = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            while (row.next()) {
                bodies.add(new Body(
                        row.getString("signature"),
                        row.getString("language"),
                        row.getString("body"),
                        row.getString("definition"),
                        Set.copyOf(List.of((String[]) row.getArray("tables").getArray()))));
            }
        }
        return new FunctionBodies(bodies);
    }

    /// Those in SQL, which PostgreSQL checks when they are defined.
    List<UsedQuery> checkable() {
        return bodies.stream()
                .filter(body -> body.language().equals("sql"))
                .map(body -> new UsedQuery(
                        body.definition(),
                        body.text().replaceAll("\\s+", " ").strip(),
                        UsedQuery.Origin.FUNCTION,
                        "the function " + body.signature(),
                        OptionalDouble.empty()))
                .toList();
    }

    /// Those in other languages whose text names something that went away: a table or function by its name, a column
    /// by its own and that of its table (or as trigger of the table).
    List<NamingFunction> naming(Set<NamesInUse.Name> gone, List<String> change) {
        List<NamingFunction> naming = new ArrayList<>();
        for (Body body : bodies) {
            if (body.language().equals("sql")) {
                continue;
            }
            Set<String> words = new HashSet<>(NamesInUse.words(body.text()));
            Set<String> tables = new HashSet<>(words);
            body.tables().forEach(table -> tables.addAll(NamesInUse.words(table)));
            gone.stream()
                    .filter(name -> !name.type().equals("key")
                            && NamesInUse.isNamed(name.of(), tables)
                            && NamesInUse.isNamed(name.part(), words))
                    .min(Comparator.comparing(FunctionBodies::spelled))
                    .ifPresent(name ->
                            naming.add(new NamingFunction(body.signature(), last(name, change), spelled(name))));
        }
        return naming;
    }

    private static String spelled(NamesInUse.Name name) {
        return name.part().isEmpty() ? name.of() : name.of() + "." + name.part();
    }

    private static int last(NamesInUse.Name gone, List<String> change) {
        String name = gone.part().isEmpty() ? gone.of() : gone.part();
        for (int i = change.size() - 1; i > 0; i--) {
            if (NamesInUse.isNamed(name, NamesInUse.words(change.get(i)))) {
                return i;
            }
        }
        return 0;
    }
}
