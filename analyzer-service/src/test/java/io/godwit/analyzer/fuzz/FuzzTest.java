package io.godwit.analyzer.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void any_text_as_a_prisma_schema_is_read_or_refused_with_its_place() throws IOException, InterruptedException {
        String seed = """
                datasource db { provider = "postgresql" url = env("U") schemas = ["a", "b"] }
                enum Role { ADMIN @map("a'\\"b") USER @@map("r") @@schema("a") }
                /// godwit: renamed from Tree
                model Bush {
                  id   Int      @id @default(autoincrement())
                  name String?  @unique(map: "n") @db.VarChar(20)
                  role Role[]   @default([ADMIN])
                  bush Bush?    @relation("x", fields: [id], references: [id], onDelete: Cascade)
                  all  Bush[]   @relation("x")
                  @@index([name(sort: Desc, ops: raw("text_ops"))], type: Brin, where: { name: { not: null } })
                  @@map("bushes")
                }
                """;

        assertThat(Fuzzing.failureOf(PrismaFuzz.class, folder, List.of(seed))).isEmpty();
    }
}
