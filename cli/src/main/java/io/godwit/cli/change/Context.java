package io.godwit.cli.change;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Which unchanged files go along with a change, so that its models can be understood: every other model, the
/// migrations models are made by, the configuration they depend on, and what these import. A whole repository would not
/// fit into an event.
final class Context {
    /// What a file says that holds models, or configures how they are read.
    private static final Pattern MODELS = Pattern.compile(
            "@(Entity|ChildEntity|ViewEntity|MappedSuperclass|Embeddable|Embedded|Column|PrimaryColumn|Converter)\\b"
                    + "|\\b(EntitySchema|DataSource|createConnection|namingStrategy)\\b"
                    + "|\\bmodels\\.|\\bAppConfig\\b|\\bINSTALLED_APPS\\b|\\bAUTH_USER_MODEL\\b|\\bDEFAULT_AUTO_FIELD\\b"
                    + "|\\bdjango\\.(contrib\\.gis\\.)?db\\b"
                    + "|\\b(declarative_base|DeclarativeBase|mapped_column|MetaData|__tablename__)\\b");
    private static final Pattern CONFIGURATION = Pattern.compile(
            "(.*/)?(package\\.json|ormconfig\\.[a-z]+|requirements[^/]*\\.txt|pyproject\\.toml|setup\\.(cfg|py)|Pipfile"
                    + "|application[^/]*\\.(properties|ya?ml)|pom\\.xml|build\\.gradle(\\.kts)?|godwit\\.ya?ml)");

    /// Whole by themselves: a Prisma schema, a schema in SQL.
    private static final Pattern SCHEMA =
            Pattern.compile("(?i).*\\.prisma|(.*/)?((schema|structure)\\.sql|schemas/[^/]+\\.sql)");

    private final Map<String, String> files;

    /// @param files text by path, of one side of the change
    Context(Map<String, String> files) {
        this.files = files;
    }

    /// The files that help to understand the changed ones, most needed first.
    ///
    /// @param changed paths of the changed files
    Set<String> of(Set<String> changed) {
        Set<String> needed = new LinkedHashSet<>();
        files.forEach((path, text) -> {
            if (SCHEMA.matcher(path).matches()
                    || CONFIGURATION.matcher(path).matches()
                    || MODELS.matcher(text).find()) {
                needed.add(path);
            }
        });
        Imports imports = new Imports(files);
        Deque<String> unread = new ArrayDeque<>(changed);
        unread.addAll(needed);
        while (!unread.isEmpty()) {
            String path = unread.remove();
            boolean isModel = MODELS.matcher(files.getOrDefault(path, "")).find();
            for (String imported : imports.of(path, isModel)) {
                if (!changed.contains(imported) && needed.add(imported)) {
                    unread.add(imported);
                }
            }
        }
        needed.removeAll(changed);
        return needed;
    }
}
