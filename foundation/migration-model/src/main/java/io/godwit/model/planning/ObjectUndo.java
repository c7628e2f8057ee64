package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Rollback;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.CreateView;
import io.godwit.model.statement.Statement.OtherObject;
import io.godwit.model.statement.Statement.TableObject;
import io.godwit.model.statement.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The way back from statements about views, triggers, functions and others the catalog does not take apart.
final class ObjectUndo {
    private static final Pattern NAME = Pattern.compile(
            "(?is)\\s*(?:if\\s+not\\s+exists\\s+)?(?<name>(?:\"(?:[^\"]|\"\")+\"|[\\w$]+)(?:\\.(?:\"(?:[^\"]|\"\")+\"|[\\w$]+))?).*");
    private static final String BY_HAND = "; write the way back by hand";

    private ObjectUndo() {}

    static Rollback of(ParsedStatement parsed, Catalog before) {
        return switch (parsed.statement()) {
            case Statement.CreateTableAs create ->
                Rollback.lossless("DROP TABLE " + create.table().sql());
            case CreateView view -> view(view, before);
            case Statement.CreateDomain create ->
                Rollback.lossless("DROP DOMAIN " + create.domain().sql());
            case Statement.CreateStatistics create ->
                create.name().isEmpty()
                        ? Rollback.impossible("the statistics object has no name" + BY_HAND)
                        : Rollback.lossless("DROP STATISTICS IF EXISTS "
                                + create.table().sibling(create.name()).sql());
            case TableObject object -> tableObject(object);
            case OtherObject object -> other(object, parsed.text());
            case Statement.Grant _ -> Rollback.lossy("the privileges stay as it leaves them");
            case Statement.DropRelations drop ->
                Rollback.impossible("the definition of "
                        + String.join(
                                ", ",
                                drop.relations().stream()
                                        .map(ObjectName::toString)
                                        .toList())
                        + " is not kept" + BY_HAND);
            case Statement.CodeBlock block when block.whole() -> block(block, before);
            case Statement.RefreshMaterializedView _,
                    Statement.Reindex _,
                    Statement.Vacuum _,
                    Statement.Analyze _,
                    Statement.Cluster _,
                    Statement.LockTables _ -> Rollback.lossless();
            case Statement _ -> Rollback.impossible("Godwit does not know how to undo such a statement" + BY_HAND);
        };
    }

    private static Rollback block(Statement.CodeBlock block, Catalog before) {
        List<Rollback> undos = new ArrayList<>();
        Catalog current = before;
        for (ParsedStatement statement : block.statements()) {
            Catalog next = io.godwit.model.effect.StatementEffect.after(current, statement.statement());
            undos.add(StatementUndo.of(statement, current, next));
            current = next;
        }
        return StatementUndo.together(undos);
    }

    private static Rollback view(CreateView view, Catalog before) {
        String kind = view.materialized() ? "MATERIALIZED VIEW " : "VIEW ";
        boolean known = before.others().stream()
                .anyMatch(line ->
                        line.contains("view ") && line.contains(view.view().name()));
        return view.replace() && known
                ? Rollback.impossible("the definition " + view.view() + " had is not kept" + BY_HAND)
                : Rollback.lossless("DROP " + kind + "IF EXISTS " + view.view().sql());
    }

    private static Rollback tableObject(TableObject object) {
        String kind = object.kind().name();
        return object.verb() == Verb.CREATE
                ? Rollback.lossless("DROP " + kind + " IF EXISTS " + SqlName.quoted(object.name()) + " ON "
                        + object.table().sql())
                : Rollback.impossible("the " + kind.toLowerCase(Locale.ROOT) + " " + object.name() + " of "
                        + object.table() + " as it was is not kept" + BY_HAND);
    }

    /// What did not exist before can be dropped; whether it existed is known where it cannot be replaced.
    private static Rollback other(OtherObject object, String text) {
        Optional<String> name = name(object);
        boolean replaces = text.matches("(?is)create\\s+or\\s+replace\\b.*");
        if (object.verb() == Verb.CREATE && name.isPresent() && !replaces) {
            return Rollback.lossless("DROP " + object.kind() + " IF EXISTS " + name.get());
        }
        String what = object.kind().toLowerCase(Locale.ROOT)
                + name.map(found -> " " + found).orElse("");
        return replaces
                ? Rollback.lossy("the " + what + " stays as it is defined now")
                : Rollback.impossible("the " + what + " as it was is not kept" + BY_HAND);
    }

    private static Optional<String> name(OtherObject object) {
        Matcher name = NAME.matcher(object.text());
        return name.matches() ? Optional.of(name.group("name")) : Optional.empty();
    }
}
