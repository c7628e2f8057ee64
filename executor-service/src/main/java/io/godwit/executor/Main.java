package io.godwit.executor;

import io.godwit.runtime.Service;
import io.godwit.schemas.Topic;

/// Starts the executor.
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        service().main(arguments);
    }

    /// The service, to be started in a process of its own or inside a test.
    public static Service.Builder service() {
        Bell bell = new Bell();
        return Service.named("executor", "Applies migrations to production without blocking anyone, and can undo them.")
                .settings(ExecutorSettings.definition())
                .handles(Topic.SHADOW_TESTED, context -> new Intake(context, bell).shadowTested())
                .handles(Topic.MIGRATION_COMMANDS, context -> new Intake(context, bell).commands())
                .handles(Topic.REGRESSION_DETECTED, context -> new Intake(context, bell).regressions())
                .runs("database workers", context -> new DatabaseWorkers(context, bell));
    }
}
