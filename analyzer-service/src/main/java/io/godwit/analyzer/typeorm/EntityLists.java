package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.typeorm.script.Evaluation;
import io.godwit.analyzer.typeorm.script.Script;
import io.godwit.model.SourceLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Which entities the data sources of a project register. An entity that none of them registers is not in the database;
/// one that only a data source of another database registers is not in this one. A list that cannot be followed
/// registers everything.
final class EntityLists {
    private final List<EntityList> own = new ArrayList<>();
    private final List<EntityList> foreign = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private EntityLists() {}

    /// @param scripts files that may hold options of a data source
    static EntityLists of(List<Script> scripts, Evaluation evaluation) {
        EntityLists lists = new EntityLists();
        for (Script script : scripts) {
            DataSourceOptions.in(script, evaluation).forEach(options -> lists.add(options, evaluation));
        }
        return lists;
    }

    private void add(DataSourceOptions options, Evaluation evaluation) {
        if (options.truth("synchronize") && options.mayBePostgres()) {
            notes.add(
                    options.location() + ": synchronize is on, so TypeORM itself changes the database when the program"
                            + " starts, dropping columns whose type changes: switch it off where Godwit migrates.");
        }
        options.node("entities")
                .map(list -> EntityList.of(options, list, evaluation))
                .ifPresent(list -> (options.mayBePostgres() ? own : foreign).add(list));
    }

    /// Those of the entities that are in this database.
    List<Definition> registered(Collection<Definition> entities) {
        List<Definition> kept = entities.stream().filter(this::registers).toList();
        if (kept.isEmpty() && !own.isEmpty()) {
            return List.copyOf(entities);
        }
        List<Definition> left =
                entities.stream().filter(entity -> !kept.contains(entity)).toList();
        if (!left.isEmpty()) {
            String names = left.stream().map(Definition::toString).collect(Collectors.joining(", "));
            List<EntityList> lists = own.isEmpty() ? foreign : own;
            String places = lists.stream()
                    .map(EntityList::location)
                    .map(SourceLocation::toString)
                    .collect(Collectors.joining(", "));
            notes.add("Left alone, because "
                    + (own.isEmpty()
                            ? "another database's data source registers them"
                            : "no data source registers them")
                    + " (" + places + "): " + names + ".");
        }
        return kept;
    }

    private boolean registers(Definition entity) {
        return own.isEmpty()
                ? foreign.stream().noneMatch(list -> list.isFollowed() && list.registers(entity))
                : own.stream().anyMatch(list -> !list.isFollowed() || list.registers(entity));
    }

    /// What a developer should know of the data sources.
    List<String> notes() {
        return notes;
    }
}
