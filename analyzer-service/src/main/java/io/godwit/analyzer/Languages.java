package io.godwit.analyzer;

import io.godwit.analyzer.django.DjangoLanguage;
import io.godwit.analyzer.jpa.JpaLanguage;
import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.ModelLanguage;
import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.model.StoredNames;
import io.godwit.analyzer.prisma.PrismaLanguage;
import io.godwit.analyzer.sqlalchemy.SqlAlchemyLanguage;
import io.godwit.analyzer.typeorm.TypeOrmLanguage;
import io.godwit.analyzer.written.SchemaSqlLanguage;
import io.godwit.model.SourceLocation;
import io.godwit.model.UnusableName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The model languages Godwit knows. A new one is added to [#all].
record Languages(List<ModelLanguage> known) {
    private static final Pattern NULL_CHARACTER = Pattern.compile("\\\\(0(?![0-9])|000|x00|u0000|u\\{0+})");

    Languages {
        known = List.copyOf(known);
    }

    static Languages all() {
        return new Languages(List.of(
                new PrismaLanguage(),
                new TypeOrmLanguage(),
                new DjangoLanguage(),
                new SqlAlchemyLanguage(),
                new JpaLanguage(),
                new SchemaSqlLanguage()));
    }

    /// Whether any of them reads a file of this path.
    boolean read(String path) {
        return known.stream().anyMatch(language -> language.reads(path));
    }

    /// What the models of both sides of a change want. A language whose files of the head cannot be read is left out on
    /// both sides; one whose files of the base cannot be read wants nothing before.
    ReadSides read(List<FileChange> files, ProjectFacts factsBefore, ProjectFacts factsAfter) {
        ReadSides sides = ReadSides.nothing();
        for (ModelLanguage language : known) {
            List<FileChange> own =
                    files.stream().filter(file -> language.reads(file.path())).toList();
            if (!own.isEmpty()) {
                sides = sides.and(read(language, own, factsBefore, factsAfter));
            }
        }
        return sides;
    }

    private static ReadSides read(
            ModelLanguage language, List<FileChange> files, ProjectFacts factsBefore, ProjectFacts factsAfter) {
        DesiredSchema after;
        try {
            after = read(language, side(files, FileChange::after), factsAfter);
        } catch (ModelUnreadable problem) {
            return ReadSides.unreadable(problem);
        }
        try {
            DesiredSchema before = read(language, side(files, FileChange::before), factsBefore);
            return ReadSides.of(
                    before.withGaps(DamagedFiles.BEFORE.gaps(files, after, before))
                            .withGaps(OpenAttributes.before(before, after)),
                    after.withGaps(DamagedFiles.AFTER.gaps(files, before, after))
                            .withGaps(OpenAttributes.after(before, after)));
        } catch (ModelUnreadable problem) {
            return ReadSides.withoutBase(after, problem);
        }
    }

    private static List<SourceFile> side(List<FileChange> files, Function<FileChange, Optional<String>> side) {
        return files.stream()
                .flatMap(file -> side.apply(file).map(text -> new SourceFile(file.path(), text)).stream())
                .toList();
    }

    /// A language that stumbles says so at a place of the code, as for any other file it cannot read.
    private static DesiredSchema read(ModelLanguage language, List<SourceFile> files, ProjectFacts facts) {
        if (files.isEmpty()) {
            return DesiredSchema.empty();
        }
        try {
            return StoredNames.of(language.read(files, facts));
        } catch (ModelUnreadable known) {
            throw known;
        } catch (UnusableName unusable) {
            throw ModelUnreadable.at(
                    nullCharacter(files),
                    "a name or value of the " + language.name() + " models cannot be stored: " + unusable.getMessage());
        } catch (RuntimeException | StackOverflowError defect) {
            throw ModelUnreadable.at(
                    SourceLocation.wholeFile(files.getFirst().path()),
                    "the " + language.name() + " models here cannot be read (" + defect
                            + "); that is a defect of Godwit's, please report it");
        }
    }

    /// Where a null character is written, as far as that can be seen.
    private static SourceLocation nullCharacter(List<SourceFile> files) {
        for (SourceFile file : files) {
            List<String> lines = file.text().lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (NULL_CHARACTER.matcher(lines.get(i)).find()) {
                    return new SourceLocation(file.path(), i + 1);
                }
            }
        }
        return SourceLocation.wholeFile(files.getFirst().path());
    }

    /// For people: `Prisma, TypeORM`.
    String names() {
        return known.stream().map(ModelLanguage::name).collect(Collectors.joining(", "));
    }
}
