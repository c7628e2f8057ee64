package io.godwit.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.model.ProjectFacts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An option of a model that is only known when the program runs is named, and nothing is done about what it decides:
/// what the tool would take without it is a guess.
class ComputedOptionsTest {
    private static final String TYPEORM = """
            import { Entity, Column, PrimaryGeneratedColumn, Index, Unique, ManyToOne, ManyToMany, JoinTable } from "typeorm";
            import { X } from "./elsewhere";
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
            models.CharField(max_length=10, db_index=True)         | models.CharField(max_length=10, db_index=settings.X)
            models.CharField(max_length=10, db_column="nm")        | models.CharField(max_length=10, db_column=settings.X)
            models.CharField(max_length=10, null=True)             | models.CharField(**settings.X)
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
            ()                                        | ()                                    | Column(String, server_default="a")   | Column(String, server_default=x())
            (UniqueConstraint("other", name="u"),)    | (UniqueConstraint("other", name=x()),) | Column(String)                      | Column(String)
            {"schema": "s"}                           | {"schema": x()}                       | Column(String)                       | Column(String)
            """)
    void of_an_sqlalchemy_model(String argumentsBefore, String argumentsAfter, String before, String after) {
        leftAlone(
                "shop/models.py",
                SQLALCHEMY.formatted(argumentsBefore, before),
                SQLALCHEMY.formatted(argumentsAfter, after));
    }

    private void leftAlone(String path, String before, String after) {
        Outcome outcome =
                analysis.withoutDatabase(List.of(new FileChange(path, Optional.of(before), Optional.of(after))));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Unchanged.class, unchanged -> {
            assertThat(unchanged.unread()).isPresent();
            assertThat(unchanged.notes()).anySatisfy(note -> assertThat(note).startsWith("Partial: " + path + ":"));
        });
    }
}
