package io.godwit.postgres.copy;

import java.util.Locale;

/// What a copied definition defines, in the order in which definitions are tried. Each kind has a query of its own
/// beside this class that writes the definitions from the catalog.
enum ObjectKind {
    ROLE,
    SCHEMA,
    EXTENSION,
    ENUM,
    DOMAIN,
    COMPOSITE_TYPE,
    RANGE_TYPE,
    SEQUENCE,
    FUNCTION,
    TABLE,
    STATISTICS_TARGET,
    SEQUENCE_OWNER,
    SEQUENCE_VALUE,
    CHECK,
    PARTITION,
    KEY,
    INDEX,
    FOREIGN_KEY,
    EXTENDED_STATISTICS,
    VIEW,
    MATERIALIZED_VIEW,
    MATERIALIZED_VIEW_INDEX,
    RULE,
    POLICY,
    TRIGGER,
    TRIGGER_STATE;

    /// Whether rows are copied after it. Constraints and indexes are faster to build over rows that are there.
    boolean beforeRows() {
        return compareTo(SEQUENCE_OWNER) <= 0;
    }

    String query() {
        return CatalogQuery.named(name().toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
