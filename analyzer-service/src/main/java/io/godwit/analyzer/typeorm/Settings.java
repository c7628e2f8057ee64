package io.godwit.analyzer.typeorm;

import java.util.List;
import java.util.Optional;

/// What a project's data source says that changes the schema.
///
/// @param naming       the strategy for names
/// @param entityPrefix before each table's name
/// @param schema       of the tables that name none
/// @param uuidDefault  what fills generated UUIDs
/// @param problems     what could not be told, one sentence each, with where it stands
record Settings(
        Naming naming,
        String entityPrefix,
        Optional<String> schema,
        UuidDefault uuidDefault,
        List<Definition.Misunderstanding> problems) {
    Settings {
        problems = List.copyOf(problems);
    }

    /// The function that generates UUIDs, and the extension it is of.
    enum UuidDefault {
        UUID_OSSP("uuid_generate_v4()", "uuid-ossp"),
        PGCRYPTO("gen_random_uuid()", "pgcrypto");

        private final String expression;
        private final String extension;

        UuidDefault(String expression, String extension) {
            this.expression = expression;
            this.extension = extension;
        }

        String expression() {
            return expression;
        }

        String extension() {
            return extension;
        }
    }
}
