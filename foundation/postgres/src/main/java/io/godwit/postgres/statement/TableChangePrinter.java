package io.godwit.postgres.statement;

import io.godwit.model.SqlName;
import io.godwit.model.statement.TableChange;

/// Prints one change of an ALTER TABLE.
final class TableChangePrinter {
    private TableChangePrinter() {}

    static String print(TableChange change) {
        return switch (change) {
            case TableChange.AddColumn add ->
                "ADD COLUMN " + ifNotExists(add.column().missingOnly()) + DefinitionPrinter.column(add.column());
            case TableChange.DropColumn drop ->
                "DROP COLUMN " + ifExists(drop.missingAllowed()) + SqlName.quoted(drop.column())
                        + StatementPrinter.cascade(drop.cascade());
            case TableChange.SetNotNull set -> column(set.column()) + "SET NOT NULL";
            case TableChange.DropNotNull drop -> column(drop.column()) + "DROP NOT NULL";
            case TableChange.SetDefault set -> column(set.column()) + "SET DEFAULT " + set.expression();
            case TableChange.DropDefault drop -> column(drop.column()) + "DROP DEFAULT";
            case TableChange.ChangeType type ->
                column(type.column()) + "SET DATA TYPE " + type.type()
                        + type.collation().map(name -> " COLLATE " + name).orElse("")
                        + type.using().map(value -> " USING " + value).orElse("");
            case TableChange.AddIdentity add ->
                column(add.column()) + "ADD " + DefinitionPrinter.identity(add.always(), add.options());
            case TableChange.ChangeIdentity identity -> column(identity.column()) + identity.change();
            case TableChange.SetExpression set -> column(set.column()) + "SET EXPRESSION AS (" + set.expression() + ")";
            case TableChange.DropExpression drop ->
                column(drop.column()) + "DROP EXPRESSION" + (drop.missingAllowed() ? " IF EXISTS" : "");
            case TableChange.SetColumnOption option -> column(option.column()) + option.text();
            case TableChange.AddConstraint add -> "ADD " + DefinitionPrinter.constraint(add.constraint());
            case TableChange.ValidateConstraint validate -> "VALIDATE CONSTRAINT " + SqlName.quoted(validate.name());
            case TableChange.DropConstraint drop ->
                "DROP CONSTRAINT " + ifExists(drop.missingAllowed()) + SqlName.quoted(drop.name())
                        + StatementPrinter.cascade(drop.cascade());
            case TableChange.AlterConstraint alter ->
                "ALTER CONSTRAINT " + SqlName.quoted(alter.name()) + " " + alter.text();
            case TableChange.RenameColumn rename ->
                "RENAME COLUMN " + SqlName.quoted(rename.column()) + " TO " + SqlName.quoted(rename.newName());
            case TableChange.RenameConstraint rename ->
                "RENAME CONSTRAINT " + SqlName.quoted(rename.name()) + " TO " + SqlName.quoted(rename.newName());
            case TableChange.RenameTable rename -> "RENAME TO " + SqlName.quoted(rename.newName());
            case TableChange.SetSchema set -> "SET SCHEMA " + SqlName.quoted(set.schema());
            case TableChange.AttachPartition attach ->
                "ATTACH PARTITION " + attach.partition().sql() + " " + attach.bound();
            case TableChange.DetachPartition detach ->
                "DETACH PARTITION " + detach.partition().sql() + manner(detach.manner());
            case TableChange.Inherit inherit -> "INHERIT " + inherit.parent().sql();
            case TableChange.NoInherit inherit ->
                "NO INHERIT " + inherit.parent().sql();
            case TableChange.SetLogged set -> set.logged() ? "SET LOGGED" : "SET UNLOGGED";
            case TableChange.SetTablespace set -> "SET TABLESPACE " + SqlName.quoted(set.tablespace());
            case TableChange.SetAccessMethod set -> "SET ACCESS METHOD " + SqlName.quoted(set.method());
            case TableChange.SetOptions options -> options.text();
            case TableChange.ClusterOn cluster ->
                cluster.index()
                        .map(index -> "CLUSTER ON " + SqlName.quoted(index))
                        .orElse("SET WITHOUT CLUSTER");
            case TableChange.ReplicaIdentity identity ->
                "REPLICA IDENTITY " + identity.text()
                        + identity.index()
                                .map(index -> " " + SqlName.quoted(index))
                                .orElse("");
            case TableChange.TriggerState state -> state.text();
            case TableChange.RowSecurity security -> security.text();
            case TableChange.SetOwner owner -> "OWNER TO " + owner.role();
            case TableChange.Other other -> other.text();
        };
    }

    private static String column(String name) {
        return "ALTER COLUMN " + SqlName.quoted(name) + " ";
    }

    private static String manner(TableChange.DetachPartition.Manner manner) {
        return switch (manner) {
            case AT_ONCE -> "";
            case CONCURRENTLY -> " CONCURRENTLY";
            case FINALIZE -> " FINALIZE";
        };
    }

    static String ifExists(boolean allowed) {
        return allowed ? "IF EXISTS " : "";
    }

    static String ifNotExists(boolean missingOnly) {
        return missingOnly ? "IF NOT EXISTS " : "";
    }
}
