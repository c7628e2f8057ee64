package io.godwit.cli.story;

import java.util.Map;

/// How the services are set for the demo: safe changes go by themselves, and windows are seconds, not minutes.
final class DemoSettings {
    private DemoSettings() {}

    static Map<String, Map<String, String>> ofServices() {
        return Map.of(
                "capture", Map.of("capture.roles", "shop_app"),
                "executor", Map.of("executor.autonomy", "guarded"));
    }
}
