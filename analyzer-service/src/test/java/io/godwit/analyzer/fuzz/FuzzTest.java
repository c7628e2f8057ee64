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

    @Test
    void any_text_as_python_models_is_read() throws IOException, InterruptedException {
        String django = """
                from django.db import models
                class Kind(models.TextChoices):
                    OAK = "oak", "Oak"
                class Tree(models.Model):
                    kind = models.CharField(max_length=len("x") * 4, default=Kind.OAK, db_index=True)
                    park = models.ForeignKey("self", models.CASCADE, null=True)
                    all = models.ManyToManyField("a.Tree")
                    class Meta:
                        unique_together = [("kind", "park")]
                        indexes = [models.Index(models.F("kind").desc(), name="i", condition=~models.Q(kind__in=Kind.values))]
                """;
        String alchemy = """
                from sqlalchemy import Column, ForeignKey, Integer, String, Table
                from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
                class Base(DeclarativeBase):
                    pass
                class Tree(Base):
                    __tablename__ = "tree"
                    id: Mapped[int] = mapped_column(primary_key=True)
                    name: Mapped[str | None] = mapped_column(String(9), unique=True, server_default="x")
                    park = Column(ForeignKey("tree.id", ondelete="CASCADE"), index=True)
                t = Table("t", Base.metadata, Column("a", Integer, primary_key=True))
                """;

        assertThat(Fuzzing.failureOf(PythonModelsFuzz.class, folder, List.of(django, alchemy)))
                .isEmpty();
    }

    @Test
    void any_text_as_code_or_migration_is_searched_for_sql_without_failing() throws IOException, InterruptedException {
        String code = """
                const q = db.query(`SELECT a::text, "b" FROM t WHERE c = $1 AND d ?| '{x}' AND e = ${f} -- x
                  AND f = ANY(:g) AND h LIKE '%%s' LIMIT ?`);
                cur.execute("INSERT INTO t (a) VALUES (%s) ON CONFLICT (a) DO UPDATE SET a = excluded.a" f"{x}", (1,))
                """;
        String migration = """
                -- migrate:up
                BEGIN; ALTER TABLE a ADD b numeric(3, 1) DEFAULT '1'::numeric, DROP "c" CASCADE; COMMIT;
                -- migrate:down
                DROP TABLE a; --rollback x
                """;

        assertThat(Fuzzing.failureOf(QueryFuzz.class, folder, List.of(code, migration)))
                .isEmpty();
    }
}
