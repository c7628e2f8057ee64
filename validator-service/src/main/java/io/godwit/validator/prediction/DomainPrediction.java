package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.DomainChange;
import io.godwit.model.statement.Statement;
import io.godwit.validator.facts.ColumnFacts;
import io.godwit.validator.facts.DomainFacts;
import io.godwit.validator.facts.Relation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/// ALTER DOMAIN: what verifies values reads every table with a column of the domain, under SHARE.
final class DomainPrediction {
    private DomainPrediction() {}

    static void alter(Draft draft, Statement.AlterDomain alter) {
        boolean reads = switch (alter.change()) {
            case DomainChange.AddCheck check -> check.validated();
            case DomainChange.ValidateConstraint _, DomainChange.SetNotNull _ -> true;
            case DomainChange.Other _ -> false;
        };
        Optional<DomainFacts> domain = draft.facts().domains().values().stream()
                .filter(each -> each.name().equals(alter.domain()))
                .findFirst();
        if (domain.isEmpty()) {
            if (!draft.facts().isUnknown()) {
                throw new Refused("type \"" + alter.domain().name() + "\" does not exist");
            }
            if (reads) {
                draft.unknown("which tables use the domain " + alter.domain());
            }
            return;
        }
        if (!reads) {
            return;
        }
        Set<Long> types = withDerived(draft, domain.get());
        for (Relation table : draft.facts().all()) {
            boolean holds = table.kind() == Relation.Kind.TABLE || table.kind() == Relation.Kind.MATERIALIZED_VIEW;
            if (holds && table.columns().stream().anyMatch(column -> types.contains(column.typeOid()))) {
                refuseValues(draft, table, types, alter.change());
                draft.lock(table, LockMode.SHARE);
                draft.scan(table);
            }
        }
    }

    private static void refuseValues(Draft draft, Relation table, Set<Long> types, DomainChange change) {
        for (ColumnFacts column : table.columns()) {
            String name = SqlName.quoted(column.name());
            String wrong = switch (change) {
                case DomainChange.AddCheck check ->
                    "not (" + check.expression().replaceAll("(?i)\\bvalue\\b", Matcher.quoteReplacement(name)) + ")";
                case DomainChange.SetNotNull _ -> name + " is null";
                case DomainChange.ValidateConstraint validate -> notYetChecked(draft, types, validate.name(), name);
                case DomainChange.Other _ -> "false";
            };
            if (types.contains(column.typeOid())
                    && draft.anyRow(
                            table,
                            List.of(column.name()),
                            "select 1 from only " + table.name().sql() + " where " + wrong)) {
                throw new Refused("column \"" + column.name() + "\" of table \""
                        + table.name().name() + "\" contains values that violate the new constraint");
            }
        }
    }

    private static String notYetChecked(Draft draft, Set<Long> types, String constraint, String column) {
        String oids = types.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return draft.setting()
                .questions()
                .text("select pg_get_expr(conbin, 0) from pg_constraint where contypid in (" + oids + ") and conname = "
                        + SqlName.literal(constraint))
                .map(check -> "not (" + check.replaceAll("(?i)\\bvalue\\b", Matcher.quoteReplacement(column)) + ")")
                .orElse("false");
    }

    private static Set<Long> withDerived(Draft draft, DomainFacts domain) {
        Set<Long> types = new HashSet<>(Set.of(domain.oid()));
        boolean more = true;
        while (more) {
            more = false;
            for (DomainFacts each : draft.facts().domains().values()) {
                more |= types.contains(each.baseOid()) && types.add(each.oid());
            }
        }
        return types;
    }
}
