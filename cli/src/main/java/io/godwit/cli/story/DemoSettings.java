package io.godwit.cli.story;

import io.godwit.demo.ShopDatabase;
import java.util.Map;

/// How the services are set for the demo: safe changes go by themselves, and windows are seconds, not minutes.
final class DemoSettings {
    private DemoSettings() {}

    static Map<String, Map<String, String>> ofServices() {
        return Map.of(
                "capture", Map.of("capture.roles", ShopDatabase.APPLICATION),
                "shadow-tester", Map.of("shadow.measure.budget", "2s"),
                "executor", Map.of("executor.autonomy", "guarded", "executor.quiet", "2s"),
                "monitor",
                        Map.of(
                                "monitor.interval", "1s",
                                "monitor.baseline", "20s",
                                "monitor.window", "2s",
                                "monitor.windows.judged", "3",
                                "monitor.windows.worse", "2",
                                "monitor.watch", "20s",
                                "monitor.automatic.rollback", "true"));
    }
}
