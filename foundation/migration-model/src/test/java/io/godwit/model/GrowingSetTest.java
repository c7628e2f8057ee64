package io.godwit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowingSetTest {
    @Test
    void a_set_does_not_see_what_is_added_to_others() {
        GrowingSet<String> two = GrowingSet.<String>empty().and("a").and("b");
        GrowingSet<String> three = two.and("c");
        GrowingSet<String> other = two.and("d");

        assertThat(two.contains("c")).isFalse();
        assertThat(two.size()).isEqualTo(2);
        assertThat(two.first(9)).containsExactly("a", "b");
        assertThat(three.first(9)).containsExactly("a", "b", "c");
        assertThat(three.contains("d")).isFalse();
        assertThat(other.first(9)).containsExactly("a", "b", "d");
        assertThat(GrowingSet.<String>empty().and("a").contains("b")).isFalse();
    }

    @Test
    void what_is_there_already_is_not_counted_again() {
        GrowingSet<String> two = GrowingSet.<String>empty().and(List.of("a", "b"));

        assertThat(two.and(List.of("b", "c", "c")).first(9)).containsExactly("a", "b", "c");
        assertThat(two.and("a")).isSameAs(two);
    }

    @Test
    void the_first_of_them() {
        assertThat(GrowingSet.<String>empty().and(List.of("a", "b", "c")).first(2))
                .containsExactly("a", "b");
        assertThat(GrowingSet.<String>empty().isEmpty()).isTrue();
    }
}
