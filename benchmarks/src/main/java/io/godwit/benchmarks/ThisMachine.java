package io.godwit.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/// Where the figures come from, in one line: they mean little without.
final class ThisMachine {
    private ThisMachine() {}

    static String describe() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return String.format(
                Locale.ROOT,
                "%d cores, %.0f GB memory, load %.1f, %s %s %s, JDK %s",
                system.getAvailableProcessors(),
                system.getTotalMemorySize() / 1e9,
                system.getSystemLoadAverage(),
                system.getName(),
                system.getVersion(),
                system.getArch(),
                Runtime.version());
    }
}
