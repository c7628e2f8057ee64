package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Two columns that hold one value under two names, whichever of them is written.
///
/// UPDATE: the one that changed is taken, and if both did, the new one. INSERT: the one that was given is
/// taken, and if both were, the new one. With a constant default both columns have it, so that the one
/// that differs from it was given: a NULL put in on purpose stays NULL. With a default that differs from
/// row to row only the new column has it, and the old one is taken where it holds a value.
///
/// Values are compared byte by byte (`*<>`): types without `=` can be compared so, and a change of letter
/// case or of trailing zeros is a change.
///
/// @param fresh the column under the new name
/// @param old the column under the old name
/// @param type of both
/// @param constant their default, if it is the same for every row; empty for none
/// @param fillsItself whether the new column has a default that differs from row to row
/// @param watched whether the table has BEFORE triggers of its own: they see both columns in step, and
/// what they change is taken over
record SameValue(
        ObjectName table,
        String fresh,
        String old,
        String type,
        Optional<String> constant,
        boolean fillsItself,
        boolean watched) {

    /// Lets the old column have what the new one has; its own values are nobody's yet.
    List<String> follow() {
        return following().create();
    }

    List<String> stopFollowing() {
        return following().drop();
    }

    /// Lets either be written.
    List<String> keep() {
        List<String> statements = new ArrayList<>();
        if (watched) {
            statements.addAll(first().create());
        }
        statements.addAll(last().create());
        return statements;
    }

    List<String> leave() {
        List<String> statements = new ArrayList<>(first().drop());
        statements.addAll(last().drop());
        return statements;
    }

    /// Rows in which they differ, in SQL over the table's columns; never NULL.
    String difference() {
        return differ(SqlName.quoted(old), SqlName.quoted(fresh));
    }

    String triggerName() {
        return last().name();
    }

    String followerName() {
        return following().name();
    }

    private SyncTrigger following() {
        return new SyncTrigger(
                table,
                SyncTrigger.LAST + table.name() + "_" + fresh + "_to_" + old,
                differ(now(old), now(fresh)),
                takeFresh(),
                "");
    }

    private SyncTrigger first() {
        return trigger(SyncTrigger.FIRST, takeFresh());
    }

    /// Whatever differs once the first trigger has run was changed by the table's own, which know the old
    /// name.
    private SyncTrigger last() {
        return trigger(SyncTrigger.LAST, watched ? takeOld() : takeFresh());
    }

    private SyncTrigger trigger(String order, String ifBothChanged) {
        String given = fillsItself
                ? "IF " + now(old) + " IS NOT NULL THEN " + takeOld() + " ELSE " + takeFresh() + " END IF;"
                : "IF " + differ(now(fresh), "(" + constant.orElse("NULL") + ")::" + type) + " THEN " + takeFresh()
                        + " ELSE " + takeOld() + " END IF;";
        String changed = "IF " + same(now(fresh), before(fresh)) + " THEN " + takeOld() + " ELSIF "
                + same(now(old), before(old)) + " THEN " + takeFresh() + " ELSE " + ifBothChanged + " END IF;";
        return new SyncTrigger(
                table,
                order + table.name() + "_" + old + "_is_" + fresh,
                differ(now(old), now(fresh)),
                "IF TG_OP = 'INSERT' THEN " + given + " ELSE " + changed + " END IF;",
                "");
    }

    private String takeOld() {
        return now(fresh) + " := " + now(old) + ";";
    }

    private String takeFresh() {
        return now(old) + " := " + now(fresh) + ";";
    }

    private static String now(String column) {
        return "NEW." + SqlName.quoted(column);
    }

    private static String before(String column) {
        return "OLD." + SqlName.quoted(column);
    }

    private static String differ(String one, String other) {
        return "ROW(" + one + ")::record OPERATOR(pg_catalog.*<>) ROW(" + other + ")::record";
    }

    private static String same(String one, String other) {
        return "ROW(" + one + ")::record OPERATOR(pg_catalog.*=) ROW(" + other + ")::record";
    }
}
