package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.expr.AnnotationExpr;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The unique constraints and indexes an annotation of a table lists: `@Table`, `@SecondaryTable`, `@JoinTable`,
/// `@CollectionTable`.
final class TableKeys {
    private final JpaModels models;
    private final JpaNaming naming;

    TableKeys(JpaModels models) {
        this.models = models;
        this.naming = models.naming;
    }

    void add(AnnotationExpr annotation, TableDraft table, SourceLocation at) {
        known(annotation, "uniqueConstraints", table, at).forEach(found -> unique(table, found, at));
        known(annotation, "indexes", table, at).forEach(found -> index(table, found, at));
    }

    /// Those of which every part is known.
    private List<AnnotationExpr> known(AnnotationExpr around, String member, TableDraft table, SourceLocation at) {
        return Annotations.nested(around, member).stream()
                .filter(found -> {
                    Optional<String> unknown = AnnotationConstants.unknownIn(found);
                    unknown.ifPresent(what -> models.gap(
                            Optional.of(table.name),
                            at,
                            table.name + ": one of its " + member + " is not known: " + what
                                    + " is not among the files."));
                    return unknown.isEmpty();
                })
                .toList();
    }

    private void unique(TableDraft table, AnnotationExpr found, SourceLocation at) {
        List<String> names = Annotations.texts(found, "columnNames").stream()
                .map(column -> columnIn(table, column))
                .toList();
        String name =
                Annotations.text(found, "name").map(JpaNaming::explicit).orElseGet(() -> table.generated(names, "key"));
        table.unique(new Constraint.Unique(name, names, false), at);
    }

    private void index(TableDraft table, AnnotationExpr found, SourceLocation at) {
        List<Index.Key> keys = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> written = new ArrayList<>();
        for (String part : Annotations.text(found, "columnList").orElse("").split(",")) {
            String[] words = part.strip().split("\\s+");
            String column = columnIn(table, words[0]);
            boolean descending =
                    words.length > 1 && words[1].toLowerCase(Locale.ROOT).equals("desc");
            names.add(column);
            written.add(JpaNaming.unquoted(words[0]));
            keys.add(new Index.Key(Optional.of(column), Optional.empty(), descending, descending, Optional.empty()));
        }
        Optional<String> stated = Annotations.text(found, "name").map(JpaNaming::explicit);
        if (Annotations.truth(found, "unique").orElse(false)) {
            table.unique(
                    new Constraint.Unique(stated.orElseGet(() -> table.generated(names, "key")), names, false), at);
        } else {
            table.index(
                    new Index(
                            stated.orElseGet(() -> JpaNaming.constraint("idx", table.physicalName, written)),
                            false,
                            "btree",
                            keys,
                            List.of(),
                            Optional.empty(),
                            false,
                            true),
                    at);
        }
    }

    /// A column may be named as in the code or as in the database.
    private String columnIn(TableDraft table, String written) {
        String asIs = written.toLowerCase(Locale.ROOT);
        return table.has(asIs) ? asIs : naming.inCatalog(written);
    }
}
