package io.godwit.stack;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/// What someone may choose about a stack: where its data lives, what becomes of it, the ports, and who hears of its
/// progress.
public record StackOptions(Path folder, AfterStop afterStop, StackPorts ports, StackProgress progress) {
    /// What becomes of the folder when the stack has stopped.
    public enum AfterStop {
        KEEP,
        DELETE
    }

    public StackOptions {
        folder = folder.toAbsolutePath().normalize();
        requireNonNull(afterStop, "afterStop is null");
        requireNonNull(ports, "ports is null");
        requireNonNull(progress, "progress is null");
    }

    /// A stack that finds its data again when it is started in the same folder, on free ports.
    public static StackOptions kept(Path folder) {
        return new StackOptions(folder, AfterStop.KEEP, StackPorts.FREE, StackProgress.SILENT);
    }

    /// A stack whose folder is deleted when it stops.
    public static StackOptions thrownAway(Path folder) {
        return new StackOptions(folder, AfterStop.DELETE, StackPorts.FREE, StackProgress.SILENT);
    }

    public StackOptions withPorts(StackPorts chosen) {
        return new StackOptions(folder, afterStop, chosen, progress);
    }

    public StackOptions withProgress(StackProgress listener) {
        return new StackOptions(folder, afterStop, ports, listener);
    }
}
