package io.godwit.benchmarks;

import io.godwit.analyzer.Analysis;
import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.model.ProjectFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Planning a change of a large Prisma schema in a process that has planned before: reading both sides, comparing,
/// planning. The schema is as large as the largest of well-known open-source projects: 120 models, 65 KB.
final class PlanWarm implements Benchmark {
    private static final int MODELS = 120;

    private static final int WARM_UP = 200;

    private static final String PLANNED = "planned";

    @Override
    public Measurement measure(Place place, int rounds) {
        place.say().accept("plan-warm, after %d plans to warm up".formatted(WARM_UP));
        List<FileChange> files =
                List.of(new FileChange("schema.prisma", Optional.of(schema("")), Optional.of(schema("note String?"))));
        Analysis analysis = Analysis.ofEveryLanguage(ProjectFacts.none());
        for (int i = 0; i < WARM_UP; i++) {
            analysis.withoutDatabase(files);
        }
        List<Sample> samples = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            long began = System.nanoTime();
            analysis.withoutDatabase(files);
            samples.add(new Sample("plan " + round, List.of(Duration.ofNanos(System.nanoTime() - began))));
        }
        return new Measurement(
                "Planning a change of one of 120 models, in a warm process",
                List.of(PLANNED),
                samples,
                List.of(new Goal.Within("planned within 30 ms", PLANNED, Duration.ofMillis(30))));
    }

    /// @param added a line of the model in the middle
    static String schema(String added) {
        StringBuilder text =
                new StringBuilder("datasource db {\n  provider = \"postgresql\"\n  url = env(\"DATABASE_URL\")\n}\n");
        for (int i = 0; i < MODELS; i++) {
            text.append("""

                    enum Kind%1$d {
                      FIRST
                      SECOND
                      THIRD
                    }

                    model Thing%1$d {
                      id        String   @id @default(cuid())
                      title     String   @db.VarChar(200)
                      body      String?
                      kind      Kind%1$d @default(FIRST)
                      score     Decimal  @default(0) @db.Decimal(10, 2)
                      data      Json     @default("{}")
                      createdAt DateTime @default(now())
                      updatedAt DateTime @updatedAt
                      parentId  String?
                      parent    Thing%1$d?  @relation("tree", fields: [parentId], references: [id])
                      children  Thing%1$d[] @relation("tree")
                      %2$s
                      @@unique([title, parentId])
                      @@index([createdAt])
                    }
                    """.formatted(i, i == MODELS / 2 ? added : ""));
        }
        return text.toString();
    }
}
