package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.PostgresNames;
import java.util.ArrayList;
import java.util.List;

/// How the new column of a [Conversion] takes the name over, with default, numbers, keys, indexes and
/// checks, and gives it back. Nothing in it reads or writes rows, so it is one short transaction.
record TakeOver(Conversion of) {

    List<String> forth() {
        List<String> statements = new ArrayList<>(of.forth().leave());
        for (Reference reference : of.references()) {
            String key = reference.key().name();
            statements.add(reference.drop(key));
            statements.add(reference.rename(of.freshOf(key), key));
        }
        statements.addAll(indexes().dropPrimaryKey());
        statements.add(rename("COLUMN", name(), of.old()));
        statements.add(rename("COLUMN", of.fresh(), name()));
        if (of.column().defaultExpression().isPresent()) {
            statements.add(column(of.old(), "DROP DEFAULT"));
        }
        statements.addAll(Numbering.move(
                of.name(), of.column(), of.old(), name(), of.type().type()));
        if (!of.column().nullable()) {
            of.tree()
                    .members()
                    .reversed()
                    .forEach(member -> statements.add("ALTER TABLE "
                            + member.name().sql() + " ALTER COLUMN " + SqlName.quoted(of.old()) + " DROP NOT NULL"));
            statements.add(notNullNamed(of.fresh(), name()));
        }
        of.newDefault().ifPresent(value -> statements.add(column(name(), "SET DEFAULT " + value)));
        statements.addAll(indexes().forth());
        for (Constraint.Check check : of.checks()) {
            statements.add(rename("CONSTRAINT", check.name(), of.beforeOf(check.name())));
            statements.add(rename("CONSTRAINT", of.freshOf(check.name()), check.name()));
        }
        statements.addAll(of.afterwards());
        statements.addAll(of.back().followIfPossible());
        return of.published().around(statements);
    }

    /// Foreign keys come back unvalidated; [#validated] follows in a transaction of its own.
    List<String> back() {
        List<String> statements = new ArrayList<>(of.back().leave());
        of.references()
                .forEach(reference ->
                        statements.add(reference.drop(reference.key().name())));
        for (Constraint.Check check : of.checks()) {
            statements.add(rename("CONSTRAINT", check.name(), of.freshOf(check.name())));
            statements.add(rename("CONSTRAINT", of.beforeOf(check.name()), check.name()));
        }
        statements.addAll(indexes().back());
        of.newDefault().ifPresent(_ -> statements.add(column(name(), "DROP DEFAULT")));
        if (!of.column().nullable()) {
            statements.add(notNullNamed(name(), of.fresh()));
        }
        statements.add(rename("COLUMN", name(), of.fresh()));
        statements.add(rename("COLUMN", of.old(), name()));
        if (!of.column().nullable()) {
            statements.add(column(name(), "SET NOT NULL"));
        }
        statements.addAll(Numbering.move(
                of.name(), of.column(), of.fresh(), name(), of.column().type().sql()));
        of.column().defaultExpression().ifPresent(value -> statements.add(column(name(), "SET DEFAULT " + value)));
        statements.addAll(indexes().primaryKeyBack());
        of.references()
                .forEach(reference ->
                        statements.add(reference.add(reference.key().name(), of.indexes(), name())));
        statements.addAll(of.afterwards());
        statements.addAll(of.forth().follow());
        return of.published().around(statements);
    }

    /// After [#back]; does nothing to foreign keys that are validated.
    List<String> validated() {
        return of.references().stream()
                .filter(reference -> reference.key().validated())
                .map(reference -> reference.validate(reference.key().name()))
                .toList();
    }

    /// The old column once more, with converted values, as it was after the new one took its name.
    List<String> oldColumn() {
        List<String> statements = new ArrayList<>();
        String old = SqlName.quoted(of.old());
        String quoted = SqlName.quoted(name());
        statements.add(of.alter() + "ADD COLUMN " + old + " " + of.column().type());
        statements.addAll(of.grants(of.old()));
        statements.add("UPDATE " + of.name().sql() + " SET " + old + " = "
                + of.back().expression() + " WHERE " + quoted + " IS NOT NULL");
        statements.addAll(indexes().onOldColumn());
        of.checks()
                .forEach(check -> statements.add(of.alter() + "ADD CONSTRAINT "
                        + SqlName.quoted(of.beforeOf(check.name())) + " CHECK ("
                        + of.expression(check, of.old()) + ")"));
        statements.addAll(of.back().followIfPossible());
        return statements;
    }

    /// The same, while others work: statements that run one by one, each of which may have run before.
    List<String> oldColumnBesideOthers() {
        List<String> statements = new ArrayList<>();
        statements.add(of.alter() + "ADD COLUMN IF NOT EXISTS " + SqlName.quoted(of.old()) + " "
                + of.column().type());
        statements.addAll(of.grants(of.old()));
        statements.addAll(of.back().followIfPossible());
        statements.add(new PagewiseFilling(of.name(), of.back()).sql());
        statements.addAll(indexes().onOldColumnConcurrently());
        of.checks().forEach(check -> {
            String called = SqlName.quoted(of.beforeOf(check.name()));
            statements.add(of.alter() + "ADD CONSTRAINT " + called + " CHECK (" + of.expression(check, of.old())
                    + ") NOT VALID");
            statements.add(of.alter() + "VALIDATE CONSTRAINT " + called);
        });
        return statements;
    }

    private IndexesTakeOver indexes() {
        return new IndexesTakeOver(of);
    }

    private String name() {
        return of.column().name();
    }

    /// PostgreSQL 18 keeps a name for NOT NULL; earlier versions do not.
    private String notNullNamed(String from, String to) {
        String before = PostgresNames.notNull(of.name().name(), from);
        return "DO $godwit$ BEGIN IF EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = "
                + SqlName.literal(of.name().sql()) + "::regclass AND conname = " + SqlName.literal(before) + ") THEN "
                + rename("CONSTRAINT", before, PostgresNames.notNull(of.name().name(), to))
                + "; END IF; END $godwit$";
    }

    private String column(String column, String change) {
        return of.alter() + "ALTER COLUMN " + SqlName.quoted(column) + " " + change;
    }

    private String rename(String what, String from, String to) {
        return of.alter() + "RENAME " + what + " " + SqlName.quoted(from) + " TO " + SqlName.quoted(to);
    }
}
