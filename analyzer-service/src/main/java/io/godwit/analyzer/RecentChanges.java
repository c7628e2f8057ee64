package io.godwit.analyzer;

import io.godwit.events.CodeChanged;
import io.godwit.model.MigrationId;
import io.godwit.model.planning.Answers;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The code changes this process has analyzed lately, with the answers people gave to its questions. A question is
/// answered within hours or days; after a restart the change has to be submitted again, with the answer stated as a
/// hint in the code or a fact.
final class RecentChanges {
    private static final int MOST = 500;

    private final Map<MigrationId, Change> changes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<MigrationId, Change> eldest) {
            return size() > MOST;
        }
    };

    /// A change and the answers so far.
    record Change(CodeChanged event, Answers answers) {}

    /// Remembers a change that was submitted. Answers given before, to the same change, stay.
    synchronized Answers submitted(MigrationId migration, CodeChanged event) {
        Answers known = Optional.ofNullable(changes.remove(migration))
                .map(Change::answers)
                .orElse(Answers.none());
        changes.put(migration, new Change(event, known));
        return known;
    }

    /// The change with one more answer; empty if it is not remembered.
    synchronized Optional<Change> answered(MigrationId migration, String question, String answer) {
        return Optional.ofNullable(changes.get(migration)).map(change -> {
            Map<String, String> all = new HashMap<>(change.answers().byQuestion());
            all.put(question, answer);
            Change answered = new Change(change.event(), new Answers(all));
            changes.put(migration, answered);
            return answered;
        });
    }
}
