package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.model.effect.FunctionArguments;
import io.godwit.model.effect.NamedObjects;
import io.godwit.model.effect.StatementEffect;
import io.godwit.model.plan.Rollback;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.CreateView;
import io.godwit.model.statement.Statement.OtherObject;
import io.godwit.model.statement.Statement.TableObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The way back from statements about views, triggers, functions and others the catalog does not take apart.
final class ObjectUndo {
    private static final Pattern RENAME =
            Pattern.compile("(?is).*\\brename\\s+to\\s+(?<name>\"(?:[^\"]|\"\")++\"|[\\w$]+)\\s*");
    private static final String BY_HAND = "; write the way back by hand";

    private final Catalog before;
    private final Knowledge knowledge;

    ObjectUndo(Catalog before, Knowledge knowledge) {
        this.before = before;
        this.knowledge = knowledge;
    }

    Rollback undo(ParsedStatement parsed) {
        Optional<SchemaObject> old = NamedObjects.replaced(parsed.statement(), before);
        return old.isPresent() && replaces(parsed.text())
                ? KeptDefinitions.asBefore(old.get(), before)
                : KeptDefinitions.with(own(parsed), parsed.statement(), before);
    }

    private static boolean replaces(String text) {
        return text.matches("(?is)create\\s+or\\s+replace\\b.*");
    }

    private Rollback own(ParsedStatement parsed) {
        return switch (parsed.statement()) {
            case Statement.CreateTableAs create ->
                Rollback.lossless("DROP TABLE " + create.table().sql());
            case CreateView view -> view(view);
            case Statement.CreateDomain create ->
                Rollback.lossless("DROP DOMAIN " + create.domain().sql());
            case Statement.CreateStatistics create ->
                create.name().isEmpty()
                        ? Rollback.impossible("the statistics object has no name" + BY_HAND)
                        : Rollback.lossless("DROP STATISTICS IF EXISTS "
                                + create.table().sibling(create.name()).sql());
            case TableObject object -> tableObject(object, parsed.text());
            case OtherObject object -> other(object, parsed.text());
            case Statement.Grant _ -> Rollback.lossy("the privileges stay as it leaves them");
            case Statement.DropRelations drop ->
                dropped(
                        drop.missingAllowed(),
                        drop,
                        "definition of "
                                + String.join(
                                        ", ",
                                        drop.relations().stream()
                                                .map(ObjectName::toString)
                                                .toList()));
            case Statement.CodeBlock block when block.whole() -> block(block);
            case Statement.RefreshMaterializedView _,
                    Statement.Reindex _,
                    Statement.Vacuum _,
                    Statement.Analyze _,
                    Statement.Cluster _,
                    Statement.LockTables _ -> Rollback.lossless();
            case Statement _ -> Rollback.impossible("Godwit does not know how to undo such a statement" + BY_HAND);
        };
    }

    /// What a database that was asked does not hold was not there to be dropped.
    private Rollback dropped(boolean missingAllowed, Statement statement, String what) {
        return !NamedObjects.takenAway(statement, before).isEmpty()
                        || missingAllowed && knowledge == Knowledge.OF_DATABASE
                ? Rollback.lossless()
                : Rollback.impossible("the " + what + " is not kept" + BY_HAND);
    }

    private Rollback block(Statement.CodeBlock block) {
        List<Rollback> undos = new ArrayList<>();
        Catalog current = before;
        for (ParsedStatement statement : block.statements()) {
            Catalog next = StatementEffect.after(current, statement.statement());
            undos.add(StatementUndo.of(statement, current, next, knowledge));
            current = next;
        }
        return StatementUndo.together(undos);
    }

    /// Of a view that is not there before, or not known.
    private Rollback view(CreateView view) {
        boolean known = before.others().stream()
                .anyMatch(line ->
                        line.contains("view ") && line.contains(view.view().name()));
        return view.replace() && known && knowledge == Knowledge.OF_MODELS
                ? Rollback.impossible("the definition " + view.view() + " had is not kept" + BY_HAND)
                : Rollback.lossless("DROP " + (view.materialized() ? "MATERIALIZED VIEW " : "VIEW ") + "IF EXISTS "
                        + view.view().sql());
    }

    private Rollback tableObject(TableObject object, String text) {
        String kind = object.kind().name();
        String what = kind.toLowerCase(Locale.ROOT) + " " + object.name() + " of " + object.table();
        return switch (object.verb()) {
            case CREATE ->
                replaces(text) && knowledge == Knowledge.OF_MODELS
                        ? Rollback.lossy("the " + what + " stays as it is defined now")
                        : Rollback.lossless("DROP " + kind + " IF EXISTS " + SqlName.quoted(object.name()) + " ON "
                                + object.table().sql());
            case DROP -> dropped(object.missingAllowed(), object, what + " as it was");
            case ALTER -> alteredTableObject(object, what);
        };
    }

    private Rollback alteredTableObject(TableObject object, String what) {
        String kind = object.kind().name();
        Matcher rename = RENAME.matcher(object.definition());
        if (rename.matches()) {
            return Rollback.lossless("ALTER " + kind + " " + rename.group("name") + " ON "
                    + object.table().sql() + " RENAME TO " + SqlName.quoted(object.name()));
        }
        return Optional.ofNullable(before.objects()
                        .get(kind.toLowerCase(Locale.ROOT) + " "
                                + object.table().identityOfConstraint(object.name())))
                .map(old -> KeptDefinitions.asBefore(old, before))
                .orElse(Rollback.impossible("the " + what + " as it was is not kept" + BY_HAND));
    }

    /// What did not exist before can be dropped; whether it existed is known where it cannot be replaced.
    private Rollback other(OtherObject object, String text) {
        Optional<String> name = FunctionArguments.all(object.text()).stream()
                .findFirst()
                .map(found -> isRoutine(object) ? found.sql() : found.name());
        String what = object.kind().toLowerCase(Locale.ROOT)
                + name.map(found -> " " + found).orElse("");
        boolean fresh = !replaces(text) || isRoutine(object) && knowledge == Knowledge.OF_DATABASE;
        return switch (object.verb()) {
            case CREATE ->
                fresh && name.isPresent()
                        ? Rollback.lossless("DROP " + object.kind() + " IF EXISTS " + name.get())
                        : Rollback.lossy("the " + what + " stays as it is defined now");
            case DROP -> dropped(mayBeMissing(object), object, what + " as it was");
            case ALTER -> Rollback.impossible("the " + what + " as it was is not kept" + BY_HAND);
        };
    }

    private boolean mayBeMissing(OtherObject object) {
        return isRoutine(object)
                && object.text().matches("(?is)\\s*if\\s+exists\\b.*")
                && NamedObjects.namesNone(object, before);
    }

    private static boolean isRoutine(OtherObject object) {
        return object.kind().equals("FUNCTION") || object.kind().equals("PROCEDURE");
    }
}
