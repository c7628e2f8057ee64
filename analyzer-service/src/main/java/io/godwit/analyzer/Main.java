package io.godwit.analyzer;

import io.godwit.analyzer.history.GivenAnswers;
import io.godwit.analyzer.history.SubmittedChanges;
import io.godwit.runtime.CopiesSettings;
import io.godwit.runtime.Service;
import io.godwit.runtime.ServiceContext;
import io.godwit.schemas.Topic;

/// Runs the analyzer as a process.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        service().main(arguments);
    }

    static Service.Builder service() {
        return Service.named("analyzer", "Infers the schema change a code change needs, and plans it.")
                .settings(CopiesSettings.definition(
                        "Indexes for queries of a change are tried there, on a copy with rows of"
                                + " the tables; without it the planner is not asked about them."))
                .handles(Topic.CODE_CHANGED, Main::changes)
                .handles(
                        Topic.MIGRATION_COMMANDS,
                        context -> new AnswerHandler(changes(context), new SubmittedChanges(context)))
                .handles(Topic.APPLIED, context -> new DriftHandler(changes(context), new SubmittedChanges(context)));
    }

    private static CodeChangeHandler changes(ServiceContext context) {
        return new CodeChangeHandler(context, new GivenAnswers(context));
    }
}
