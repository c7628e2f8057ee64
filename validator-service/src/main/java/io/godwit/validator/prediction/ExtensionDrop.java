package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.Statement;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// An extension goes, with its types, functions and operators: with CASCADE the columns, indexes, defaults, checks and
/// views that use them go too, and their tables are locked; without it PostgreSQL refuses.
final class ExtensionDrop {
    private static final Pattern NAMED =
            Pattern.compile("(?is)^\\s*(?:if\\s+exists\\s+)?(.*?)(?:\\s+(cascade|restrict))?\\s*;?\\s*$");
    private static final int MOST = 1000;
    /// What goes with the extensions, by the catalog's dependencies of some kinds (`pg_depend.deptype`).
    private static final String GOING = """
            %s(classid, objid, part) as (
              select 'pg_extension'::regclass::oid, oid, 0 from pg_extension where extname in (%s)
              union select d.classid, d.objid, d.objsubid from pg_depend d join %s g
              on d.refclassid = g.classid and d.refobjid = g.objid and (g.part = 0 or g.part = d.refobjsubid)
              where d.deptype in (%s))""";
    private static final String RELATIONS = """
            select distinct c.relkind in ('i', 'I') || ' ' || n.nspname || ' ' || c.relname from everything g
            cross join lateral (
              select g.objid as relation where g.classid = 'pg_class'::regclass
              union all select indrelid from pg_index where g.classid = 'pg_class'::regclass and indexrelid = g.objid
              union all select conrelid from pg_constraint where g.classid = 'pg_constraint'::regclass and oid = g.objid
              union all select conindid from pg_constraint
              where g.classid = 'pg_constraint'::regclass and oid = g.objid and contype in ('p', 'u', 'x')
              union all select adrelid from pg_attrdef where g.classid = 'pg_attrdef'::regclass and oid = g.objid
              union all select ev_class from pg_rewrite where g.classid = 'pg_rewrite'::regclass and oid = g.objid
              union all select tgrelid from pg_trigger where g.classid = 'pg_trigger'::regclass and oid = g.objid
              union all select polrelid from pg_policy where g.classid = 'pg_policy'::regclass and oid = g.objid) r
            join pg_class c on c.oid = r.relation join pg_namespace n on n.oid = c.relnamespace
            where c.relkind not in ('t', 'c', 'S')""";

    private ExtensionDrop() {}

    static void predict(Draft draft, Statement.OtherObject object) {
        Matcher named = NAMED.matcher(object.text());
        if (!named.matches()) {
            return;
        }
        String names = Arrays.stream(named.group(1).split(","))
                .map(name -> SqlName.literal(name.strip().replace("\"", "")))
                .collect(Collectors.joining(", "));
        boolean cascade = "cascade".equalsIgnoreCase(named.group(2));
        if (!cascade && others(draft, names)) {
            throw new Refused("cannot drop extension " + named.group(1) + " because other objects depend on it");
        }
        String everything = "with recursive "
                + GOING.formatted("everything", names, "everything", "'e', 'i', 'a', 'n', 'P', 'S', 'x'");
        draft.setting()
                .questions()
                .texts(everything + " " + RELATIONS, MOST)
                .orElse(List.of())
                .forEach(relation -> goes(draft, relation.split(" ", 3)));
    }

    /// Whether something uses them that does not belong to them.
    private static boolean others(Draft draft, String names) {
        String both = "with recursive " + GOING.formatted("own", names, "own", "'e', 'i', 'a', 'x'") + ", "
                + GOING.formatted("everything", names, "everything", "'e', 'i', 'a', 'n', 'P', 'S', 'x'");
        return draft.setting()
                .questions()
                .anyRow(
                        both
                                + " select 1 from (select classid, objid from everything except select classid, objid from own) o")
                .orElse(false);
    }

    private static void goes(Draft draft, String[] relation) {
        ObjectName name = new ObjectName(relation[1], relation[2]);
        if (relation[0].equals("true")) {
            Optional<Relation> table = draft.facts().tableOfIndex(name);
            Optional<IndexFacts> index = table.flatMap(found -> found.index(name.name()));
            index.ifPresent(found -> draft.lock(table.get(), found, LockMode.ACCESS_EXCLUSIVE));
        } else {
            draft.facts().relation(name).ifPresent(found -> draft.lock(found, LockMode.ACCESS_EXCLUSIVE));
        }
    }
}
