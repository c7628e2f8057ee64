package io.godwit.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.demo.ShopRepository.Committed;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopRepositoryTest {
    private static final Path EXAMPLE = Path.of(System.getProperty("godwit.root", ".."), "examples", "shop");

    @Test
    void changes_are_commits_that_start_from_what_was_merged(@TempDir Path folder) throws Exception {
        Path work = folder.resolve("shop");
        Path schema = work.resolve("prisma/schema.prisma");
        try (ShopRepository repository = ShopRepository.create(work, EXAMPLE)) {
            assertThat(schema).content().contains("model Customer").doesNotContain("priority");

            Committed first = repository.commit(ShopChange.ORDER_PRIORITY);
            assertThat(first.subject()).isEqualTo("Give orders a priority and shipments");
            assertThat(schema).content().contains("@default(NORMAL)");
            repository.merge(ShopChange.ORDER_PRIORITY);

            Committed second = repository.commit(ShopChange.DROP_DESCRIPTION);
            assertThat(second.base()).isEqualTo(first.head());
            assertThat(Files.readString(schema)).doesNotContain("description");
            repository.abandon();

            Committed third = repository.commit(ShopChange.ONE_REVIEW);
            assertThat(third.base()).isEqualTo(first.head());
            assertThat(schema).content().contains("description", "@@unique([customerId, productId])");
        }
    }
}
