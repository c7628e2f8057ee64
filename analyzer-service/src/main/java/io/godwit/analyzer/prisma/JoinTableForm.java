package io.godwit.analyzer.prisma;

import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the table of an implicit many-to-many relation keeps its pairs apart: by a unique index up to Prisma 5, by a
/// primary key since.
enum JoinTableForm {
    UNIQUE_INDEX,
    PRIMARY_KEY;

    private static final int FIRST_WITH_PRIMARY_KEY = 6;

    private static final Pattern MAJOR = Pattern.compile("(\\d+)");

    private static final Pattern DEPENDENCY =
            Pattern.compile("\"(?:prisma|@prisma/client)\"\\s*:\\s*\"[^\"\\d]*(\\d+)[.\\w-]*\"");

    /// As the fact `prisma.version` says, else the `package.json` files among the input (of several
    /// versions the newest), else as today's Prisma does it.
    static JoinTableForm of(ProjectFacts facts, List<SourceFile> files) {
        Optional<Integer> stated = facts.stated("prisma.version")
                .map(MAJOR::matcher)
                .filter(Matcher::find)
                .map(matcher -> Integer.parseInt(matcher.group(1)));
        return stated.or(() -> installed(files))
                        .filter(major -> major < FIRST_WITH_PRIMARY_KEY)
                        .isPresent()
                ? UNIQUE_INDEX
                : PRIMARY_KEY;
    }

    private static Optional<Integer> installed(List<SourceFile> files) {
        return files.stream()
                .filter(file -> PrismaLanguage.isPackageFile(file.path()))
                .flatMap(file -> DEPENDENCY.matcher(file.text()).results())
                .map(found -> Integer.parseInt(found.group(1)))
                .max(Integer::compare);
    }
}
