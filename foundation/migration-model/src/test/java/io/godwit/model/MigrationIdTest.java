package io.godwit.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MigrationIdTest {
    private static final DatabaseName SHOP = new DatabaseName("shop");

    @Test
    void the_same_change_to_the_same_database_is_the_same_migration() {
        assertThat(MigrationId.of("git@example:shop", "abc", SHOP))
                .isEqualTo(MigrationId.of("git@example:shop", "abc", SHOP));
    }

    @Test
    void another_revision_repository_or_database_is_another_migration() {
        MigrationId id = MigrationId.of("git@example:shop", "abc", SHOP);

        assertThat(MigrationId.of("git@example:shop", "abd", SHOP)).isNotEqualTo(id);
        assertThat(MigrationId.of("git@example:shop2", "abc", SHOP)).isNotEqualTo(id);
        assertThat(MigrationId.of("git@example:shop", "abc", new DatabaseName("shop-eu")))
                .isNotEqualTo(id);
    }

    @Test
    void it_is_a_uuid_of_the_version_for_hashes_of_ones_own() {
        MigrationId id = MigrationId.of("r", "h", SHOP);

        assertThat(id.value().version()).isEqualTo(8);
        assertThat(id.value().variant()).isEqualTo(2);
        assertThat(MigrationId.parse(id.toString())).isEqualTo(id);
    }
}
