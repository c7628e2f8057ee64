package io.godwit.stack;

import java.nio.file.Path;

/// Why a stack, or a part of it, could not start. Each names the thing and the next step.
public sealed interface StackProblem {
    /// Stable, for scripts.
    String code();

    Category category();

    /// One or two sentences for the person who started the stack.
    String message();

    /// Who can do something about it.
    enum Category {
        USER,
        ENVIRONMENT,
        INTERNAL
    }

    record PortTaken(StackPart part, int port) implements StackProblem {
        @Override
        public String code() {
            return "STACK_PORT_TAKEN";
        }

        @Override
        public Category category() {
            return Category.USER;
        }

        @Override
        public String message() {
            return "Port %d is taken by another process, and %s was told to listen there. End that process (`ss -ltnp 'sport = :%d'` or `lsof -i :%d` names it) or choose another port; 0 takes a free one."
                    .formatted(port, part.title(), port, port);
        }
    }

    record FolderInUse(Path folder, long pid) implements StackProblem {
        @Override
        public String code() {
            return "STACK_FOLDER_IN_USE";
        }

        @Override
        public Category category() {
            return Category.USER;
        }

        @Override
        public String message() {
            return "Another stack (process %d) uses the folder %s. Use that stack (its addresses are in addresses.properties there), stop it, or choose another folder."
                    .formatted(pid, folder);
        }
    }

    record MemoryShort(long availableMegabytes, long neededMegabytes) implements StackProblem {
        @Override
        public String code() {
            return "STACK_MEMORY_SHORT";
        }

        @Override
        public Category category() {
            return Category.ENVIRONMENT;
        }

        @Override
        public String message() {
            return "%d MB of memory are available, the stack needs %d MB. End something else, or use a Kafka, a registry and a PostgreSQL on another machine."
                    .formatted(availableMegabytes, neededMegabytes);
        }
    }

    record DiskShort(Path folder, long freeMegabytes, long neededMegabytes) implements StackProblem {
        @Override
        public String code() {
            return "STACK_DISK_SHORT";
        }

        @Override
        public Category category() {
            return Category.ENVIRONMENT;
        }

        @Override
        public String message() {
            return "%d MB are free on the disk of %s, the stack needs %d MB. Free some, or choose a folder on another disk."
                    .formatted(freeMegabytes, folder, neededMegabytes);
        }
    }

    record PlatformUnsupported(String platform, String reason) implements StackProblem {
        @Override
        public String code() {
            return "STACK_PLATFORM_UNSUPPORTED";
        }

        @Override
        public Category category() {
            return Category.ENVIRONMENT;
        }

        @Override
        public String message() {
            return "The embedded stack cannot run here (%s): %s.".formatted(platform, reason);
        }
    }

    record PartFailed(StackPart part, String reason, Path log) implements StackProblem {
        @Override
        public String code() {
            return "STACK_PART_FAILED";
        }

        @Override
        public Category category() {
            return Category.INTERNAL;
        }

        @Override
        public String message() {
            return "%s did not start: %s. Its output is in %s.".formatted(part.title(), reason, log);
        }
    }
}
