package io.godwit.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.model.ProjectFacts;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An option of a model that is only known when the program runs is named, and nothing is done about what it decides:
/// what the tool would take without it is a guess.
class ComputedOptionsTest {
    private static final String TYPEORM = """
            import { Entity, Column, PrimaryGeneratedColumn, Index, Unique, ManyToOne, ManyToMany, JoinTable } from "typeorm";
            import { X } from "./elsewhere";
            import { Money } from "@corp/columns";
            import { IsString } from "class-validator";
            @Entity("park") export class Park { @PrimaryGeneratedColumn() id: number; }
            @Entity(%s) export class Nest { @PrimaryGeneratedColumn() id: number; @Column() other: string;
              %s
            }
            """;

    private static final String DJANGO = """
            from django.db import models
            from django.conf import settings

            class Park(models.Model):
                name = models.CharField(max_length=10)

            class Nest(models.Model):
                %s
                other = models.CharField(max_length=10)
                class Meta:
                    %s
            """;

    private static final String SQLALCHEMY = """
            from sqlalchemy import *
            from sqlalchemy.orm import declarative_base
            from shop import x

            class Nest(declarative_base()):
                __tablename__ = "nest"
                __table_args__ = %s
                id = Column(Integer, primary_key=True)
                other = Column(String)
                name = %s
            """;

    private final Analysis analysis = Analysis.ofEveryLanguage(ProjectFacts.none());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            @Column({ nullable: true }) name: string;                 | @Column({ nullable: X }) name: string;
            @Column({ length: 10 }) name: string;                     | @Column({ length: X }) name: string;
            @Column({ unique: true }) name: string;                   | @Column({ unique: X }) name: string;
            @Column({ default: "a" }) name: string;                   | @Column({ default: X }) name: string;
            @Column({ name: "nm" }) name: string;                     | @Column({ ...X }) name: string;
            @Column({ nullable: true }) name: string;                 | @X() name: string;
            @Column() name: string;                                   | @Money() name: string;
            @Index("i", { unique: true }) @Column() name: string;     | @Index("i", { unique: X }) @Column() name: string;
            @ManyToOne(() => Park, { nullable: false }) park: Park;   | @ManyToOne(() => Park, { nullable: X }) park: Park;
            @ManyToOne(() => Park, { onDelete: "CASCADE" }) p: Park;  | @ManyToOne(() => Park, { onDelete: X }) p: Park;
            @ManyToMany(() => Park) @JoinTable({ name: "np" }) p: Park[]; | @ManyToMany(() => Park) @JoinTable({ name: X }) p: Park[];
            """)
    void of_a_typeorm_property(String before, String after) {
        leftAlone("src/nest.ts", TYPEORM.formatted("\"nest\"", before), TYPEORM.formatted("\"nest\"", after));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "nest"                          | X
            { name: "nest", schema: "s" }   | { name: "nest", schema: X }
            { name: "nest" }                | { name: "nest", synchronize: X }
            """)
    void of_a_typeorm_entity(String before, String after) {
        String property = "@Column() name: string;";
        leftAlone("src/nest.ts", TYPEORM.formatted(before, property), TYPEORM.formatted(after, property));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            models.CharField(max_length=10, null=True)             | models.CharField(max_length=10, null=settings.X)
            models.CharField(max_length=10, unique=True)           | models.CharField(max_length=10, unique=settings.X)
            models.UUIDField(primary_key=True)                     | models.UUIDField(primary_key=settings.X)
            models.CharField(max_length=10, db_index=True)         | models.CharField(max_length=10, db_index=settings.X)
            models.CharField(max_length=10, db_column="nm")        | models.CharField(max_length=10, db_column=settings.X)
            models.CharField(max_length=10, null=True)             | models.CharField(**settings.X)
            models.CharField(max_length=10)                        | settings.field()
            models.CharField(max_length=10)                        | settings.FIELD
            models.CharField(max_length=10)                        | models.CharField(max_length=10) if settings.X else None
            models.CharField(max_length=10)                        | settings.FIELDS["name"]
            models.ForeignKey(Park, models.CASCADE)                | settings.relation(Park)
            models.ForeignKey(Park, models.CASCADE)                | models.ForeignKey(Park, models.CASCADE, db_constraint=settings.X)
            models.ManyToManyField(Park, db_table="np")            | models.ManyToManyField(Park, db_table=settings.X)
            models.ManyToManyField(Park)                           | models.ManyToManyField(Park, through=settings.X)
            """)
    void of_a_django_field(String before, String after) {
        leftAlone(
                "shop/models.py",
                DJANGO.formatted("name = " + before, "ordering = ['other']"),
                DJANGO.formatted("name = " + after, "ordering = ['other']"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            db_table = "nest"                                                     | db_table = settings.X
            ordering = ["other"]                                                  | app_label = settings.X
            ordering = ["other"]                                                  | managed = settings.X
            ordering = ["other"]                                                  | abstract = settings.X
            unique_together = [("name", "other")]                                 | unique_together = settings.X
            indexes = [models.Index(fields=["name"], name="nx")]                  | indexes = settings.X
            constraints = [models.UniqueConstraint(fields=["name"], name="nx")]   | constraints = [*settings.X]
            """)
    void of_a_django_model(String before, String after) {
        String field = "name = models.CharField(max_length=10)";
        leftAlone("shop/models.py", DJANGO.formatted(field, before), DJANGO.formatted(field, after));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ()                                        | ()                                    | Column("nm", String)                 | Column(x(), String)
            ()                                        | ()                                    | Column(String, name="nm")            | Column(String, name=x())
            ()                                        | ()                                    | Column("nm", String)                 | x()
            ()                                        | ()                                    | Column(String)                       | x.name
            ()                                        | ()                                    | Column(String)                       | Column(String) if x else None
            ()                                        | ()                                    | Column(String, server_default="a")   | Column(String, server_default=x())
            (UniqueConstraint("other", name="u"),)    | (UniqueConstraint("other", name=x()),) | Column(String)                      | Column(String)
            ()                                        | ()                                    | Column(String, primary_key=True)     | Column(String, primary_key=x())
            {"schema": "s"}                           | {"schema": x()}                       | Column(String)                       | Column(String)
            """)
    void of_an_sqlalchemy_model(String argumentsBefore, String argumentsAfter, String before, String after) {
        leftAlone(
                "shop/models.py",
                SQLALCHEMY.formatted(argumentsBefore, before),
                SQLALCHEMY.formatted(argumentsAfter, after));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            nest.ts   | @Column() @IsString() name: string; | @IsString() name: string;
            nest.ts   | @Column() name: string;             | get name() { return "a"; }
            models.py | models.CharField(max_length=10)     | property(str)
            models.py | models.CharField(max_length=10)     | "a"
            models.py | models.CharField(max_length=10)     | None
            models.py | models.CharField(max_length=10)     | models.Manager()
            """)
    void what_takes_the_place_of_a_column_and_is_none_for_certain(String file, String before, String after) {
        boolean python = file.equals("models.py");
        UnaryOperator<String> code = declaration -> python
                ? DJANGO.formatted("name = " + declaration, "ordering = ['other']")
                : TYPEORM.formatted("\"nest\"", declaration);

        assertThat(sentences(python ? "shop/models.py" : "src/nest.ts", code.apply(before), code.apply(after)))
                .anyMatch(sentence -> sentence.contains("no longer has the column name"));
    }

    @Test
    void an_attribute_whose_column_was_not_known_before() {
        Outcome outcome = change(
                "shop/models.py",
                DJANGO.formatted("name = settings.field()", "ordering = ['other']"),
                DJANGO.formatted("name = models.CharField(max_length=10)", "ordering = ['other']"));

        assertThat(outcome.notes())
                .anySatisfy(
                        note -> assertThat(note)
                                .startsWith(
                                        "Partial: before the change, shop/models.py:8: what shop.Nest.name is here is only known when the program runs"));
    }

    @Test
    void a_key_that_is_only_known_at_run_time_is_not_replaced_by_djangos_own() {
        leftAlone(
                "shop/models.py",
                DJANGO.formatted("id = models.UUIDField(primary_key=True)", "ordering = ['other']"),
                DJANGO.formatted("id = settings.key()", "ordering = ['other']"));
    }

    private List<String> sentences(String path, String before, String after) {
        return ((Outcome.Proposed) change(path, before, after))
                .changes().stream().map(Inference::description).toList();
    }

    private Outcome change(String path, String before, String after) {
        return analysis.withoutDatabase(List.of(new FileChange(path, Optional.of(before), Optional.of(after))));
    }

    private void leftAlone(String path, String before, String after) {
        Outcome outcome = change(path, before, after);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Unchanged.class, unchanged -> {
            assertThat(unchanged.unread()).isPresent();
            assertThat(unchanged.notes()).anySatisfy(note -> assertThat(note).startsWith("Partial: " + path + ":"));
        });
    }
}
