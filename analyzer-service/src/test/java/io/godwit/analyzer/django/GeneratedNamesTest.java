package io.godwit.analyzer.django;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Expected names are those Django 5.2 generates.
class GeneratedNamesTest {

    @Test
    void a_short_name_keeps_all_its_parts() {
        assertThat(GeneratedNames.index("auth_permission", List.of("content_type_id"), ""))
                .isEqualTo("auth_permission_content_type_id_2f476e4b");
        assertThat(GeneratedNames.index("auth_group", List.of("name"), "_like"))
                .isEqualTo("auth_group_name_a6ea08ec_like");
    }

    @Test
    void a_long_suffix_is_cut_first_then_table_and_columns_share_the_rest() {
        assertThat(GeneratedNames.foreignKey("auth_permission", "content_type_id", "django_content_type", "id"))
                .isEqualTo("auth_permission_content_type_id_2f476e4b_fk_django_co");
        assertThat(GeneratedNames.foreignKey("auth_group_permissions", "permission_id", "auth_permission", "id"))
                .isEqualTo("auth_group_permissio_permission_id_84c5c92e_fk_auth_perm");
    }

    @Test
    void an_index_of_meta_is_named_by_table_first_column_and_a_digest_over_the_order() {
        assertThat(GeneratedNames.metaIndex("shop_product", List.of("mail"), "hash"))
                .isEqualTo("shop_produc_mail_ba8bb3_hash");
        assertThat(GeneratedNames.metaIndex("shop_product", List.of("-mail"), "hash"))
                .isNotEqualTo("shop_produc_mail_ba8bb3_hash");
    }
}
