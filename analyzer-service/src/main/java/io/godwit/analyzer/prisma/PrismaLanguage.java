package io.godwit.analyzer.prisma;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.ModelLanguage;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Prisma schemas: one `schema.prisma`, or a folder of `*.prisma` files whose names resolve across files. A repository
/// may hold several schemas; each is read with the files that lie nearest to its `datasource`.
public final class PrismaLanguage implements ModelLanguage {
    private static final Set<String> POSTGRESQL = Set.of("postgresql", "postgres", "cockroachdb");

    @Override
    public String name() {
        return "Prisma";
    }

    @Override
    public boolean reads(String path) {
        return path.endsWith(".prisma") || isPackageFile(path);
    }

    static boolean isPackageFile(String path) {
        return path.equals("package.json") || path.endsWith("/package.json");
    }

    @Override
    public DesiredSchema read(List<SourceFile> files, ProjectFacts facts) {
        Map<SourceFile, List<Declaration>> parsed = new LinkedHashMap<>();
        files.stream()
                .filter(file -> !isPackageFile(file.path()))
                .forEach(file -> parsed.put(
                        file, SchemaParser.parse(file.path(), file.ifText().text())));
        JoinTableForm joinTables = JoinTableForm.of(facts, files);
        DesiredSchema all = DesiredSchema.empty();
        for (List<Declaration> declarations : SchemaFolders.schemas(parsed)) {
            all = all.and(read(new SchemaSet(declarations, facts.stated("prisma.schema")), joinTables));
        }
        return all;
    }

    private static DesiredSchema read(SchemaSet schema, JoinTableForm joinTables) {
        String provider = schema.provider().orElse("postgresql");
        if (POSTGRESQL.contains(provider)) {
            return new SchemaCatalog(schema, joinTables).build();
        }
        List<String> notes = new ArrayList<>();
        notes.add("A Prisma schema for " + provider + " was left out: it is not PostgreSQL's.");
        return new DesiredSchema(DesiredSchema.empty().catalog(), Map.of(), notes);
    }
}
