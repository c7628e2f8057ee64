package io.godwit.validator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.ObjectName;
import io.godwit.validator.prediction.LockedRelation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldLocksTest {
    private static LockedRelation table(int number) {
        return new LockedRelation(ObjectName.inPublic("t" + number), false, false, false);
    }

    private static HeldLocks of(int count) {
        HeldLocks held = HeldLocks.none();
        for (int i = 0; i < count; i++) {
            held = held.and(List.of(table(i)));
        }
        return held;
    }

    @Test
    void a_value_does_not_see_what_is_taken_after_it() {
        HeldLocks two = of(2);
        HeldLocks three = two.and(List.of(table(2)));
        HeldLocks other = two.and(List.of(table(3)));

        assertThat(two.contains(table(2))).isFalse();
        assertThat(two.size()).isEqualTo(2);
        assertThat(three.contains(table(2))).isTrue();
        assertThat(three.contains(table(3))).isFalse();
        assertThat(other.contains(table(2))).isFalse();
        assertThat(other.contains(table(3))).isTrue();
        assertThat(HeldLocks.none().contains(table(0))).isFalse();
    }

    @Test
    void what_is_held_already_is_not_counted_again() {
        assertThat(of(3).and(List.of(table(1), table(1))).size()).isEqualTo(3);
    }

    @Test
    void some_by_name_and_how_many_more() {
        assertThat(of(2).inWords()).isEqualTo(table(0) + ", " + table(1));
        assertThat(of(10).inWords()).endsWith(" and 2 more");
        assertThat(IntStream.range(0, 8)).allMatch(i -> of(10).inWords().contains(table(i).toString()));
    }
}
