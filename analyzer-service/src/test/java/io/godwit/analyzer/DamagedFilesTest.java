package io.godwit.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.model.ProjectFacts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A file that is damaged by a change is said by its name, and nothing is dropped on the strength of it.
class DamagedFilesTest {
    private static final String PARK = """
            import { Entity, PrimaryGeneratedColumn, Column } from "typeorm";

            @Entity("park")
            export class Park {
              @PrimaryGeneratedColumn() id: number;
            }

            @Entity("tree")
            export class Tree {
              @PrimaryGeneratedColumn() id: number;
              @Column({ length: 100 }) name: string;
            }

            @Entity("nest")
            export class Nest {
              @PrimaryGeneratedColumn() id: number;
            }
            """;

    private final Analysis analysis = Analysis.ofEveryLanguage(ProjectFacts.none());

    /// A project's sound file, with the place it is cut at.
    private enum Source {
        TYPEORM("src/park.entity.ts", PARK, "100 }) name"),
        JAVASCRIPT("src/park.entity.js", """
                const { EntitySchema } = require("typeorm");
                const Park = new EntitySchema({
                  name: "Park", tableName: "park", columns: { id: { type: "int", primary: true } },
                });
                const Nest = new EntitySchema({
                  name: "Nest", tableName: "nest", columns: { id: { type: "int", primary: true } },
                });
                module.exports = { Park, Nest };
                """, "est\", tableName"),
        PRISMA("prisma/schema.prisma", """
                datasource db {
                  provider = "postgresql"
                }
                model Park {
                  id Int @id
                }
                model Nest {
                  id Int @id
                }
                """, "est {"),
        DJANGO("park/models.py", """
                from django.db import models

                class Park(models.Model):
                    name = models.CharField(max_length=100)

                class Nest(models.Model):
                    name = models.CharField(max_length=100)
                """, "dels.CharField(max_length=100)\n\nclass"),
        SQLALCHEMY("park.py", """
                from sqlalchemy import Column, Integer, String
                from sqlalchemy.orm import declarative_base

                Base = declarative_base()

                class Park(Base):
                    __tablename__ = "park"
                    id = Column(Integer, primary_key=True)

                class Nest(Base):
                    __tablename__ = "nest"
                    id = Column(Integer, primary_key=True)
                    name = Column(String(100))
                """, "nest\""),
        JPA("src/main/java/Park.java", """
                import jakarta.persistence.*;

                @Entity
                public class Park {
                    @Id @GeneratedValue private Long id;
                    @Column(length = 100) private String name;
                }
                """, "ength = "),
        SCHEMA_SQL("db/schema.sql", """
                CREATE TABLE park (id integer PRIMARY KEY);
                CREATE TABLE nest (id integer PRIMARY KEY, name text);
                CREATE TABLE egg (id integer PRIMARY KEY);
                """, "teger PRIMARY KEY, name");

        private final String path;
        private final String sound;
        private final String cut;

        Source(String path, String sound, String cut) {
            this.path = path;
            this.sound = sound;
            this.cut = cut;
        }
    }

    private enum Damage {
        CUT_IN_THE_MIDDLE(source -> source.sound.substring(0, source.sound.indexOf(source.cut))),
        CUT_IN_THE_FIRST_LINE(source -> source.sound.substring(0, source.sound.indexOf('\n') - 1)),
        NULL_CHARACTERS(_ -> "\0\1\2Entity\0\n\0"),
        NO_UTF_8(source -> source.sound.substring(0, 20) + "\uFFFD\uFFFD\u0007"),
        EMPTIED(_ -> ""),
        BLANK(_ -> " \n\n");

        private final Function<Source, String> text;

        Damage(Function<Source, String> text) {
            this.text = text;
        }
    }

    private static Stream<Arguments> damages() {
        return Arrays.stream(Source.values())
                .flatMap(source -> Arrays.stream(Damage.values()).map(damage -> Arguments.of(source, damage)));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void nothing_is_dropped_and_the_file_is_named(Source source, Damage damage) {
        Outcome outcome =
                analyze(new FileChange(source.path, Optional.of(source.sound), Optional.of(damage.text.apply(source))));

        assertThat(dropped(outcome)).isEmpty();
        assertThat(said(outcome)).anySatisfy(text -> assertThat(text).contains(source.path));
    }

    @Test
    void entities_of_a_file_that_moved_and_was_cut_off_on_the_way_are_not_dropped() {
        Outcome outcome = analyze(
                new FileChange("src/park.entity.ts", Optional.of(PARK), Optional.empty()),
                new FileChange("src/model/park.ts", Optional.empty(), Optional.of(PARK.substring(0, 230))));

        assertThat(dropped(outcome)).isEmpty();
        assertThat(said(outcome)).anySatisfy(text -> assertThat(text).contains("src/model/park.ts"));
    }

    @Test
    void what_a_comment_is_left_of_is_meant_to_go() {
        Outcome outcome =
                analyze(new FileChange("src/park.entity.ts", Optional.of(PARK), Optional.of("// Parks are gone.\n")));

        assertThat(dropped(outcome)).hasSize(3);
    }

    @Test
    void an_entity_may_go_from_a_file_with_an_error_the_change_did_not_make() {
        String odd = "@@ odd @@\n\n" + PARK;
        Outcome outcome = analyze(new FileChange(
                "src/park.entity.ts",
                Optional.of(odd),
                Optional.of(odd.substring(0, odd.indexOf("@Entity(\"nest\")")))));

        assertThat(dropped(outcome)).extracting(Inference::object).containsExactly("nest");
    }

    @Test
    void models_that_were_damaged_before_the_change_are_said_too() {
        Outcome outcome = analyze(new FileChange(
                "src/park.entity.ts", Optional.of(PARK.substring(0, PARK.indexOf("length") + 4)), Optional.of(PARK)));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Proposed.class,
                        proposed -> assertThat(proposed.notes())
                                .anySatisfy(
                                        note -> assertThat(note).contains("before the change", "src/park.entity.ts:")));
    }

    private Outcome analyze(FileChange... files) {
        return analysis.withoutDatabase(List.of(files));
    }

    private static List<Inference> dropped(Outcome outcome) {
        return outcome instanceof Outcome.Proposed proposed
                ? proposed.changes().stream()
                        .filter(change -> change.kind().startsWith("drop"))
                        .toList()
                : List.of();
    }

    private static List<String> said(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Proposed proposed -> proposed.notes();
            case Outcome.Unchanged unchanged ->
                unchanged.unread().isPresent() ? unchanged.notes() : List.of("said with success");
            case Outcome.Undecided undecided -> List.of(undecided.reason());
        };
    }
}
