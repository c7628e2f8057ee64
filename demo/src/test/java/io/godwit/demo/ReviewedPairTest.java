package io.godwit.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReviewedPairTest {

    @Test
    void different_numbers_are_different_pairs_of_existing_customers_and_products() {
        int many = 3 * ShopDatabase.CUSTOMERS;
        assertThat(IntStream.range(0, many).mapToObj(ReviewedPair::numbered))
                .doesNotHaveDuplicates()
                .allMatch(pair -> pair.customer() >= 1 && pair.customer() <= ShopDatabase.CUSTOMERS)
                .allMatch(pair -> pair.product() >= 1 && pair.product() <= ShopDatabase.PRODUCTS);
    }
}
