package io.godwit.analyzer;

import io.godwit.runtime.Service;
import io.godwit.schemas.Topic;

/// Runs the analyzer as a process.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        service().main(arguments);
    }

    static Service.Builder service() {
        RecentChanges recent = new RecentChanges();
        return Service.named("analyzer", "Infers the schema change a code change needs, and plans it.")
                .handles(Topic.CODE_CHANGED, context -> new CodeChangeHandler(context, recent))
                .handles(
                        Topic.MIGRATION_COMMANDS,
                        context -> new AnswerHandler(new CodeChangeHandler(context, recent), recent));
    }
}
