package io.godwit.analyzer.jpa;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.CompilationUnit;
import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.model.Gap;
import io.godwit.analyzer.model.ModelLanguage;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.written.MigrationPaths;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// JPA entities, mapped as Hibernate 6 does on PostgreSQL.
public final class JpaLanguage implements ModelLanguage {
    /// `spring` or `as-written`.
    public static final String NAMING_FACT = "jpa.naming-strategy";

    private static final int LONGEST_FILE = 1 << 20;
    private static final Pattern CONCERNED =
            Pattern.compile("@Entity\\b|@MappedSuperclass\\b|@Embeddable\\b|\\benum\\s+\\w|AttributeConverter\\s*<"
                    + "|\\b(?:String|int)\\s+[A-Z][A-Z0-9_]*\\s*=");

    @Override
    public String name() {
        return "JPA";
    }

    @Override
    public boolean reads(String path) {
        return MigrationPaths.isForProduction(path) && (path.endsWith(".java") || isConfiguration(path));
    }

    private static boolean isConfiguration(String path) {
        return path.matches("(.*/)?(application[\\w-]*\\.(properties|ya?ml)|persistence\\.xml|hibernate\\.properties)");
    }

    @Override
    public DesiredSchema read(List<SourceFile> files, ProjectFacts facts) {
        List<SourceFile> sources =
                files.stream().filter(file -> file.path().endsWith(".java")).toList();
        if (sources.stream().noneMatch(file -> file.text().contains("@Entity"))) {
            return DesiredSchema.empty();
        }
        List<Gap> unread = new ArrayList<>();
        ClassNames classes = new ClassNames();
        sources.stream()
                .filter(file -> CONCERNED.matcher(file.text()).find())
                .forEach(file -> parse(file, classes, unread));
        AnnotationConstants.resolve(classes.all());
        JpaModels models = new JpaModels(classes, naming(files, facts));
        EntityTables tables = new EntityTables(models);
        Map<ObjectName, TableDraft> drafts = tables.all();
        List<Gap> gaps = new ArrayList<>(unread);
        gaps.addAll(models.gaps());
        return schema(drafts, new Sequences(models), gaps);
    }

    private static void parse(SourceFile file, ClassNames classes, List<Gap> unread) {
        if (file.text().length() > LONGEST_FILE) {
            unread.add(new Gap(
                    Optional.empty(),
                    SourceLocation.wholeFile(file.path()),
                    "it has " + file.text().length() + " characters; source files of up to " + LONGEST_FILE
                            + " are read. Split it"));
            return;
        }
        ParserConfiguration configuration = new ParserConfiguration()
                .setLanguageLevel(ParserConfiguration.LanguageLevel.BLEEDING_EDGE)
                .setAttributeComments(false);
        ParseResult<CompilationUnit> result = new JavaParser(configuration).parse(file.text());
        if (!result.isSuccessful()) {
            unread.add(new Gap(
                    Optional.empty(),
                    new SourceLocation(file.path(), firstProblem(result)),
                    file.path() + " is not Java that can be parsed whole; what was understood of it counts"));
        }
        result.getResult().ifPresent(found -> classes.add(file.path(), found));
    }

    private static int firstProblem(ParseResult<CompilationUnit> result) {
        return result.getProblems().stream()
                .flatMap(problem -> problem.getLocation().stream())
                .flatMap(tokens -> tokens.toRange().stream())
                .mapToInt(range -> range.begin.line)
                .min()
                .orElse(1);
    }

    /// Stated, else as the configuration says; Spring Boot's where Spring is configured, for it sets it by itself.
    private static JpaNaming naming(List<SourceFile> files, ProjectFacts facts) {
        Optional<String> stated = facts.stated(NAMING_FACT);
        if (stated.isPresent()) {
            return stated.get().matches("(?i)spring.*|snake.*") ? JpaNaming.SPRING : JpaNaming.AS_WRITTEN;
        }
        List<String> configurations = files.stream()
                .filter(file -> isConfiguration(file.path()))
                .map(SourceFile::text)
                .toList();
        if (configurations.stream().anyMatch(text -> text.contains("PhysicalNamingStrategyStandardImpl"))) {
            return JpaNaming.AS_WRITTEN;
        }
        boolean snake = configurations.stream()
                .anyMatch(text -> text.contains("CamelCaseToUnderscoresNamingStrategy")
                        || text.contains("SpringPhysicalNamingStrategy"));
        boolean spring = configurations.stream().anyMatch(text -> text.matches("(?s)(.*\\n)?\\s*spring[.:].*"))
                || files.stream().anyMatch(file -> file.text().contains("import org.springframework."));
        return snake || spring ? JpaNaming.SPRING : JpaNaming.AS_WRITTEN;
    }

    private static DesiredSchema schema(Map<ObjectName, TableDraft> drafts, Sequences sequences, List<Gap> gaps) {
        Map<Element, SourceLocation> locations = new HashMap<>();
        Set<String> schemas = new TreeSet<>();
        drafts.forEach((name, draft) -> {
            locations.put(Element.whole(name), draft.location);
            draft.locations.forEach((part, location) -> locations.put(new Element(name, part), location));
            if (!name.schema().equals("public")) {
                schemas.add(name.schema());
            }
        });
        Catalog catalog = Catalog.of(
                        schemas,
                        Set.of(),
                        drafts.values().stream().map(TableDraft::table).toList(),
                        List.of())
                .withObjects(sequences.all());
        sequences.locations().forEach((name, location) -> locations.put(Element.whole(name), location));
        return new DesiredSchema(catalog, locations, List.of(), gaps);
    }
}
