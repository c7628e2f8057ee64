package io.godwit.capture;

import io.godwit.runtime.Service;

/// The capture service as a process.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        service().main(arguments);
    }

    static Service.Builder service() {
        return Service.named("capture", "Captures production's statements and row changes, in order, masked by rule.")
                .settings(CaptureSettings.definition())
                .runs("capture", DatabaseCaptures::new);
    }
}
