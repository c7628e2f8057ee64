package io.godwit.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ObjectNameTest {
    @Test
    void people_may_leave_out_the_schema_public_and_no_other() {
        assertThat(ObjectName.inPublic("users").isCalled("users")).isTrue();
        assertThat(ObjectName.inPublic("users").isCalled("public.users")).isTrue();
        assertThat(new ObjectName("sales", "users").isCalled("sales.users")).isTrue();
        assertThat(new ObjectName("sales", "users").isCalled("users")).isFalse();
    }
}
