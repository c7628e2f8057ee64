package io.godwit.analyzer;

import io.godwit.analyzer.django.DjangoLanguage;
import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.ModelLanguage;
import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.prisma.PrismaLanguage;
import io.godwit.analyzer.sqlalchemy.SqlAlchemyLanguage;
import io.godwit.analyzer.typeorm.TypeOrmLanguage;
import io.godwit.analyzer.written.SchemaSqlLanguage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The model languages Godwit knows. A new one is added to [#all].
record Languages(List<ModelLanguage> known) {
    Languages {
        known = List.copyOf(known);
    }

    static Languages all() {
        return new Languages(List.of(
                new PrismaLanguage(),
                new TypeOrmLanguage(),
                new DjangoLanguage(),
                new SqlAlchemyLanguage(),
                new SchemaSqlLanguage()));
    }

    /// Whether any of them reads a file of this path.
    boolean read(String path) {
        return known.stream().anyMatch(language -> language.reads(path));
    }

    /// What the models of one side of a change want.
    ///
    /// @param side the text of a file on that side
    /// @throws ModelUnreadable for a file that cannot be understood at all
    DesiredSchema read(List<FileChange> files, Function<FileChange, Optional<String>> side, ProjectFacts facts) {
        DesiredSchema all = DesiredSchema.empty();
        for (ModelLanguage language : known) {
            List<SourceFile> read = files.stream()
                    .filter(file -> language.reads(file.path()))
                    .flatMap(file -> side.apply(file).map(text -> new SourceFile(file.path(), text)).stream())
                    .toList();
            all = read.isEmpty() ? all : all.and(language.read(read, facts));
        }
        return all;
    }

    /// For people: `Prisma, TypeORM`.
    String names() {
        return known.stream().map(ModelLanguage::name).collect(Collectors.joining(", "));
    }
}
