package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.ExitCode;
import io.godwit.cli.local.GodwitHome;
import io.godwit.cli.local.RunningStack;
import io.godwit.cli.story.Demo;
import io.godwit.model.Problem;
import io.godwit.stack.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `godwit demo`: a shop, its customers, and three changes.
@Command(
        name = "demo",
        description = {
            "Plays three changes to a small web shop, from commit to production, on this machine, in about a minute:",
            "one that is applied, one that is caught on the copy, one that is rolled back."
        },
        footer = {
            "",
            "With --exit the exit status is 0 only if all of it was really seen: in the events and in the database."
        })
final class DemoCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--exit", description = "End after the last change instead of staying up.")
    private boolean exit;

    @Option(names = "--keep", description = "Keep the folder with data, configuration and logs.")
    private boolean keep;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where data, configuration and logs go. Default: a new folder, removed afterwards.")
    private @Nullable Path folder;

    private volatile boolean stopping;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path chosen = folder == null ? Files.createTempDirectory("godwit-demo-") : empty(folder.toAbsolutePath());
        Demo demo = new Demo(GodwitHome.find(), chosen, console);
        Thread end = new Thread(() -> end(demo, chosen), "end");
        Runtime.getRuntime().addShutdownHook(end);
        List<String> missing = play(demo);
        console.sayPlain("");
        if (missing.isEmpty()) {
            console.say("@|bold All three were seen: applied, caught on the copy, rolled back.|@");
        } else {
            console.say("@|bold,red Not everything was seen:|@");
            missing.forEach(what -> console.sayPlain("  - " + what));
        }
        if (!exit) {
            stayUp();
        }
        return missing.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    /// Once the demo is being stopped from outside, what fails in it because of that is nobody's concern.
    private List<String> play(Demo demo) throws InterruptedException {
        try {
            return demo.play();
        } catch (RuntimeException problem) {
            if (stopping) {
                new CountDownLatch(1).await();
            }
            throw problem;
        }
    }

    /// The demo removes its folder afterwards, so it takes none that holds anything.
    private static Path empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> content = Files.list(folder)) {
                if (content.findAny().isPresent()) {
                    throw Problem.user("FOLDER_NOT_EMPTY", folder + " is not empty: name a new folder.");
                }
            }
        }
        return folder;
    }

    private void stayUp() throws InterruptedException {
        String production = RunningStack.find()
                .map(stack -> stack.production().url() + "/shop")
                .orElse("");
        console.sayPlain("""

                The shop and all services stay up until Ctrl-C. In another terminal, try:
                  godwit status
                  godwit status ID                    what was inferred, found, measured and done
                  godwit events shadow-tested         everything a stage had to say, as JSON
                  godwit events migration-progress --follow
                  psql %s -c 'TABLE godwit.step'      the ledger in the shop's own database""".formatted(production));
        new CountDownLatch(1).await();
    }

    private void end(Demo demo, Path chosen) {
        stopping = true;
        console.sayPlain("Stopping…");
        demo.close();
        if (keep) {
            console.sayPlain("Kept: " + chosen);
        } else {
            Folders.delete(chosen);
        }
    }
}
