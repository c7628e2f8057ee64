package io.godwit.monitor;

import io.godwit.monitor.sample.DatabaseSamplers;
import io.godwit.monitor.watch.WatchStreams;
import io.godwit.runtime.Service;

/// The monitor as a process.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        service().main(arguments);
    }

    static Service.Builder service() {
        return Service.named("monitor", "Samples databases, and reports what got worse after a migration.")
                .settings(MonitorSettings.definition())
                .runs(
                        "sampler",
                        context -> new DatabaseSamplers(
                                context, MonitorSettings.of(context.settings()).interval()))
                .runs(
                        "watch",
                        context -> new WatchStreams(
                                context, MonitorSettings.of(context.settings()).watch()));
    }
}
