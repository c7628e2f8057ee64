package io.godwit.analyzer.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.godwit.analyzer.jpa.JpaLanguage;
import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.model.UnusableName;
import java.util.List;

/// Any text as a Java file of JPA entities: whatever it is, it is read, or left out with a reason.
public final class JpaFuzz {
    private JpaFuzz() {}

    /// Loads what is needed before the clock runs: instrumenting classes takes seconds on a busy machine.
    public static void fuzzerInitialize() {
        read("import jakarta.persistence.*; @Entity class A { @Id @GeneratedValue Long id; String name; }");
    }

    public static void fuzzerTestOneInput(FuzzedDataProvider input) {
        read(input.consumeRemainingAsString());
    }

    /// Names PostgreSQL cannot have are refused as such.
    private static void read(String text) {
        try {
            new JpaLanguage().read(List.of(new SourceFile("a/A.java", text)), ProjectFacts.none());
        } catch (ModelUnreadable refused) {
            if (refused.explanation().isBlank()) {
                throw new IllegalStateException("refused without a reason", refused);
            }
        } catch (UnusableName refused) {
            if (refused.getMessage() == null) {
                throw refused;
            }
        }
    }
}
