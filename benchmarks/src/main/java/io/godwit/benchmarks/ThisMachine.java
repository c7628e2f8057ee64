package io.godwit.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/// Where the figures come from, in one line: they mean little without.
final class ThisMachine {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private ThisMachine() {}

    /// Processes that ran or wanted to in the last minute, on average; negative where the system does not tell.
    static double load() {
        return SYSTEM.getSystemLoadAverage();
    }

    static String describe() {
        return String.format(
                Locale.ROOT,
                "%d cores, %.0f GB memory, %s %s %s, JDK %s",
                SYSTEM.getAvailableProcessors(),
                SYSTEM.getTotalMemorySize() / 1e9,
                SYSTEM.getName(),
                SYSTEM.getVersion(),
                SYSTEM.getArch(),
                Runtime.version());
    }
}
