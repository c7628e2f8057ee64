package io.godwit.shadow;

import io.godwit.runtime.Service;
import io.godwit.runtime.ServiceContext;
import io.godwit.schemas.Topic;
import java.util.Map;
import java.util.WeakHashMap;

/// Starts the shadow tester.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        service().main(arguments);
    }

    /// The service, for tests that start it in their own JVM.
    public static Service.Builder service() {
        Map<ServiceContext, Copies> copies = new WeakHashMap<>();
        return Service.named("shadow-tester", "Tries migrations on a copy under replayed production queries.")
                .settings(ShadowSettings.definition())
                .handles(Topic.MIGRATION_VALIDATED, context -> handler(context, shared(copies, context)))
                .runs("copies server", context -> shared(copies, context));
    }

    private static synchronized Copies shared(Map<ServiceContext, Copies> copies, ServiceContext context) {
        return copies.computeIfAbsent(context, _ -> {
            Copies server = new Copies(ShadowSettings.of(context.settings()).copies());
            context.health().check("copies server", server::problem);
            return server;
        });
    }

    private static ShadowTestHandler handler(ServiceContext context, Copies copies) {
        return new ShadowTestHandler(context, ShadowSettings.of(context.settings()), copies);
    }
}
