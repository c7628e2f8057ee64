package io.godwit.analyzer.typeorm;

import java.util.List;
import java.util.Optional;

/// What a project's data source says that changes the schema.
///
/// @param version      of TypeORM
/// @param naming       the strategy for names
/// @param entityPrefix before each table's name
/// @param schema       of the tables that name none
/// @param uuidDefault  what fills generated UUIDs
/// @param notes        what could not be told and was taken for TypeORM's own, one sentence each
/// @param problems     what could not be told and puts every name in doubt, with where it stands
record Settings(
        Version version,
        Naming naming,
        String entityPrefix,
        Optional<String> schema,
        UuidDefault uuidDefault,
        List<String> notes,
        List<Definition.Misunderstanding> problems) {
    Settings {
        notes = List.copyOf(notes);
        problems = List.copyOf(problems);
    }

    /// What of TypeORM makes a difference.
    enum Version {
        ZERO(HashedNames.OF_ENCODED_TEXT),
        ONE(HashedNames.OF_TEXT);

        private final HashedNames hashed;

        Version(HashedNames hashed) {
            this.hashed = hashed;
        }

        HashedNames hashed() {
            return hashed;
        }

        /// @param number `0.3.20`, `^1.1`
        static Version of(String number) {
            return number.replaceFirst("^[^0-9]*", "").startsWith("0.") ? ZERO : ONE;
        }
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
