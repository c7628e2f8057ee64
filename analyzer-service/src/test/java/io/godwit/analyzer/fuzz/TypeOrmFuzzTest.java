package io.godwit.analyzer.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypeOrmFuzzTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void any_text_as_entities_is_read_or_left_out_with_a_reason() throws IOException, InterruptedException {
        String seed = """
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

        assertThat(Fuzzing.failureOf(TypeOrmFuzz.class, folder, List.of(seed))).isEmpty();
    }
}
