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

    /// Loads the classes before any input is timed: instrumenting them takes seconds on a busy machine.
    public static void fuzzerInitialize() {
        SourceFile file = new SourceFile("a/models.py", """
                from django.db import models
                from sqlalchemy import Column, Integer
                class Tree(models.Model):
                    name = models.CharField(max_length=5 * 2, unique=True)
                    class Meta:
                        constraints = [models.CheckConstraint(condition=models.Q(name__gte=1), name="c")]
                class Bush(Base):
                    __tablename__ = "bush"
                    id = Column(Integer, primary_key=True)
                """);
        LANGUAGES.forEach(language -> readOrRefuse(language, file));
    }

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
