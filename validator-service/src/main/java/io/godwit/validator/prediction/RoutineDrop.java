package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.Statement;
import io.godwit.validator.facts.Relation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A function goes: with CASCADE its triggers, defaults, indexes, checks and views go too, and their tables are locked.
final class RoutineDrop {
    private static final Pattern ROUTINE = Pattern.compile(
            "(?is)^\\s*(?:if\\s+exists\\s+)?([\\w.$\"]+)(\\s*\\([^()]*\\))?\\s*(cascade|restrict)?\\s*$");
    private static final String USERS = """
            select distinct u.kind || ' ' || n.nspname || ' ' || c.relname from pg_depend d
            cross join lateral (
              select 'table' as kind, e.adrelid as relation from pg_attrdef e
              where d.classid = 'pg_attrdef'::regclass and e.oid = d.objid
              union all select 'table', t.tgrelid from pg_trigger t
              where d.classid = 'pg_trigger'::regclass and t.oid = d.objid
              union all select 'table', p.polrelid from pg_policy p
              where d.classid = 'pg_policy'::regclass and p.oid = d.objid
              union all select 'table', k.conrelid from pg_constraint k
              where d.classid = 'pg_constraint'::regclass and k.oid = d.objid and k.conrelid <> 0
              union all select 'view', r.ev_class from pg_rewrite r
              where d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
              union all select 'index', x.oid from pg_class x
              where d.classid = 'pg_class'::regclass and x.oid = d.objid and x.relkind in ('i', 'I')) u
            join pg_class c on c.oid = u.relation join pg_namespace n on n.oid = c.relnamespace
            where d.refclassid = 'pg_proc'::regclass and d.deptype in ('n', 'a') and d.refobjid =\s""";
    private static final int MOST = 1000;

    private RoutineDrop() {}

    static void predict(Draft draft, Statement.OtherObject object) {
        Matcher routine = ROUTINE.matcher(object.text());
        if (!routine.matches()) {
            return;
        }
        String arguments = Optional.ofNullable(routine.group(2)).orElse("");
        String oid = arguments.isEmpty()
                ? "to_regproc(" + SqlName.literal(routine.group(1)) + ")"
                : "to_regprocedure(" + SqlName.literal(routine.group(1) + arguments) + ")";
        List<String> users =
                draft.setting().questions().texts(USERS + oid, MOST).orElse(List.of());
        boolean cascade = "cascade"
                .equals(Optional.ofNullable(routine.group(3)).orElse("").toLowerCase(Locale.ROOT));
        if (!users.isEmpty() && !cascade) {
            throw new Refused(
                    "cannot drop function " + routine.group(1) + arguments + " because other objects depend on it");
        }
        users.forEach(user -> goes(draft, user.split(" ", 3)));
    }

    /// What uses the functions of a schema that goes.
    static void inSchemas(Draft draft, Statement.DropSchema drop) {
        String schemas = drop.schemas().stream().map(SqlName::literal).collect(Collectors.joining(", "));
        List<String> users = draft.setting()
                .questions()
                .texts(
                        USERS + "any (select p.oid from pg_proc p join pg_namespace s on s.oid = p.pronamespace"
                                + " where s.nspname in (" + schemas + "))",
                        MOST)
                .orElse(List.of());
        if (!users.isEmpty() && !drop.cascade()) {
            throw new Refused(
                    "cannot drop schema " + drop.schemas().getFirst() + " because other objects depend on it");
        }
        users.forEach(user -> goes(draft, user.split(" ", 3)));
    }

    private static void goes(Draft draft, String[] user) {
        ObjectName name = new ObjectName(user[1], user[2]);
        Optional<Relation> table = user[0].equals("index")
                ? draft.facts().tableOfIndex(name)
                : draft.facts().relation(name);
        table.ifPresent(found -> {
            if (user[0].equals("view")) {
                DropPrediction.withDependents(draft, found);
                return;
            }
            draft.lock(found, LockMode.ACCESS_EXCLUSIVE);
            found.index(name.name()).ifPresent(index -> draft.lock(found, index, LockMode.ACCESS_EXCLUSIVE));
        });
    }
}
