package io.godwit.analyzer.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.typeorm.TypeOrmLanguage;
import java.util.List;

/// Any text as a file of TypeORM entities: whatever it is, it is read, or left out with a reason.
public final class TypeOrmFuzz {
    private TypeOrmFuzz() {}

    /// Loads what is needed before the clock runs: instrumenting classes takes seconds on a busy machine.
    public static void fuzzerInitialize() {
        read("import { Entity, Column } from 'typeorm'; @Entity() export class A { @Column() id: string; }");
    }

    public static void fuzzerTestOneInput(FuzzedDataProvider input) {
        read(input.consumeRemainingAsString());
    }

    private static void read(String text) {
        try {
            TypeOrmLanguage language = new TypeOrmLanguage();
            language.read(List.of(new SourceFile("entity.ts", text)), ProjectFacts.none());
        } catch (ModelUnreadable refused) {
            if (refused.explanation().isBlank()) {
                throw new IllegalStateException("refused without a reason", refused);
            }
        }
    }
}
