package io.godwit.model.planning;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.model.plan.Rollback;
import io.godwit.model.statement.Statement;
import java.util.List;
import java.util.Locale;

/// The way back from `COMMENT ON`: the comment there was before, or none.
record CommentUndo(Catalog before, Knowledge knowledge) {

    Rollback undo(Statement.Comment comment) {
        String target = plain(comment.target());
        List<SchemaObject> old = before.objects().values().stream()
                .filter(object -> object.kind() == ObjectKind.COMMENT)
                .filter(object -> object.makes().getFirst().startsWith("COMMENT ON ")
                        && plain(target(object.makes().getFirst())).equals(target))
                .toList();
        if (old.size() == 1) {
            return Rollback.lossless(old.getFirst().makes().toArray(String[]::new));
        }
        return old.isEmpty() && knowledge == Knowledge.OF_DATABASE
                ? Rollback.lossless("COMMENT ON " + comment.target() + " IS NULL")
                : Rollback.lossy("the comment it replaced is not kept");
    }

    private static String target(String statement) {
        return statement.substring("COMMENT ON ".length(), statement.indexOf(" IS "));
    }

    private static String plain(String target) {
        return target.toLowerCase(Locale.ROOT)
                .replace("\"", "")
                .replace("public.", "")
                .replace("pg_catalog.", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
