package io.godwit.analyzer.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One process for all parsers, since most of its time is Jazzer's own start.
class FuzzTest {
    private static final String PRISMA = """
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
    private static final String DJANGO = """
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
    private static final String ALCHEMY = """
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
    private static final String CODE = """
                const q = db.query(`SELECT a::text, "b" FROM t WHERE c = $1 AND d ?| '{x}' AND e = ${f} -- x
                  AND f = ANY(:g) AND h LIKE '%%s' LIMIT ?`);
                cur.execute("INSERT INTO t (a) VALUES (%s) ON CONFLICT (a) DO UPDATE SET a = excluded.a" f"{x}", (1,))
                """;
    private static final String MIGRATION = """
                -- migrate:up
                BEGIN; ALTER TABLE a ADD b numeric(3, 1) DEFAULT '1'::numeric, DROP "c" CASCADE; COMMIT;
                -- migrate:down
                DROP TABLE a; --rollback x
                """;
    private static final String ENTITIES = """
                import { Entity, Column, PrimaryGeneratedColumn, ManyToOne, ManyToMany, JoinTable, Index, Check,
                  EntitySchema, Tree, TreeParent, TableInheritance, ChildEntity } from 'typeorm';
                enum Role { Admin = 'a', User = 'b' } const p = { x: `t${1}`, ...{ y: [1, 'z'] } };
                class Part { @Column({ name: 'q"' }) street: string; }
                @Entity(p.x, { schema: 's' }) @Index(['role'], { where: '"id" > 1' }) @Check(`"id" > 0`) @Tree('nested-set')
                @TableInheritance({ column: { name: 'kind', type: 'varchar' } })
                export class A { @PrimaryGeneratedColumn('uuid') id: string; @Column(() => Part, { prefix: 'a' }) part: Part;
                  @Column({ type: 'enum', enum: Role, default: Role.User, array: true }) role: Role[];
                  @ManyToOne(() => A, a => a.kids, { onDelete: 'CASCADE' }) up: A; @ManyToMany(() => A) @JoinTable() all: A[]; }
                @ChildEntity() export class B extends A { @Column('decimal', { precision: 5, scale: 2 }) n?: number | null; }
                export const S = new EntitySchema({ name: 'S', columns: { id: { type: Number, primary: true } } });
                """;

    private static final String JAVA = """
                package a; import jakarta.persistence.*; import java.util.*;
                @Entity @Table(name = "trees" + "", uniqueConstraints = @UniqueConstraint(columnNames = {"a", "b"}))
                @Inheritance(strategy = InheritanceType.SINGLE_TABLE) @NamedQuery(name = "q", query = "select t from Tree t")
                public class Tree<T extends Number> extends Plant { enum Kind { OAK, ELM }
                  static final String NAME = "n"; @Id @GeneratedValue(strategy = GenerationType.IDENTITY) private long id;
                  @Column(name = NAME, length = 3 * 4, nullable = false) String name; @Enumerated(EnumType.STRING) Kind kind;
                  @ManyToOne(optional = false) @JoinColumn(name = "up_id") Tree<T> up; @Embedded Part part;
                  @ElementCollection @CollectionTable(name = "`Leaf`") Set<String> leaves; @ManyToMany List<Tree<T>> all; }
                @MappedSuperclass class Plant { @Version int version; } @Embeddable record Part(int a, Integer b) {}
                """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void any_text_is_read_by_every_parser_or_refused_with_a_reason() throws IOException, InterruptedException {
        List<String> seeds = List.of(
                ParserFuzz.seed(ParserFuzz.Parser.PRISMA, PRISMA),
                ParserFuzz.seed(ParserFuzz.Parser.PYTHON, DJANGO),
                ParserFuzz.seed(ParserFuzz.Parser.PYTHON, ALCHEMY),
                ParserFuzz.seed(ParserFuzz.Parser.SQL, CODE),
                ParserFuzz.seed(ParserFuzz.Parser.SQL, MIGRATION),
                ParserFuzz.seed(ParserFuzz.Parser.TYPEORM, ENTITIES),
                ParserFuzz.seed(ParserFuzz.Parser.JPA, JAVA));

        assertThat(Fuzzing.failureOf(ParserFuzz.class, folder, seeds)).isEmpty();
    }
}
