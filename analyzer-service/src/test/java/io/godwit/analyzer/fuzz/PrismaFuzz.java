package io.godwit.analyzer.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.godwit.analyzer.Analysis;
import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.Outcome;
import io.godwit.analyzer.model.ProjectFacts;
import java.util.List;
import java.util.Optional;

/// Any text as a Prisma schema, compared with an empty one.
public final class PrismaFuzz {
    private static final Analysis ANALYSIS = Analysis.ofEveryLanguage(ProjectFacts.none());

    private PrismaFuzz() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider input) {
        String text = input.consumeRemainingAsString();
        Outcome outcome =
                ANALYSIS.withoutDatabase(List.of(new FileChange("schema.prisma", Optional.of(""), Optional.of(text))));
        if (outcome instanceof Outcome.Undecided undecided && undecided.reason().contains("defect of Godwit's")) {
            throw new IllegalStateException(undecided.reason());
        }
    }
}
