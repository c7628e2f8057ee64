package io.godwit.analyzer.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.godwit.analyzer.django.DjangoLanguage;
import io.godwit.analyzer.model.ModelLanguage;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.sqlalchemy.SqlAlchemyLanguage;
import io.godwit.model.UnusableName;
import java.util.List;

/// Any text as Python that holds models of Django or SQLAlchemy: a reader answers with a schema, whatever it holds.
public final class PythonModelsFuzz {
    private static final List<ModelLanguage> LANGUAGES = List.of(new DjangoLanguage(), new SqlAlchemyLanguage());

    private PythonModelsFuzz() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider input) {
        SourceFile file = new SourceFile("a/models.py", input.consumeRemainingAsString());
        LANGUAGES.forEach(language -> readOrRefuse(language, file));
    }

    /// Names PostgreSQL cannot have are refused as such.
    private static void readOrRefuse(ModelLanguage language, SourceFile file) {
        try {
            language.read(List.of(file), ProjectFacts.none());
        } catch (UnusableName refused) {
            if (refused.getMessage() == null) {
                throw refused;
            }
        }
    }
}
