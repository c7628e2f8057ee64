package io.godwit.analyzer.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.godwit.analyzer.Analysis;
import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.prisma.PrismaLanguage;
import io.godwit.model.UnusableName;
import java.util.List;
import java.util.Optional;

/// Any text as a Prisma schema. The reader refuses it with a reason; or what it reads is planned from nothing.
public final class PrismaFuzz {
    private static final String FILE = "schema.prisma";
    private static final Analysis ANALYSIS = Analysis.ofEveryLanguage(ProjectFacts.none());

    private PrismaFuzz() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider input) {
        String text = input.consumeRemainingAsString();
        try {
            new PrismaLanguage().read(List.of(new SourceFile(FILE, text)), ProjectFacts.none());
        } catch (ModelUnreadable refused) {
            if (refused.explanation().isBlank()) {
                throw new IllegalStateException("refused without a reason", refused);
            }
            return;
        } catch (UnusableName refused) {
            return;
        }
        ANALYSIS.withoutDatabase(List.of(new FileChange(FILE, Optional.of(""), Optional.of(text))));
    }
}
