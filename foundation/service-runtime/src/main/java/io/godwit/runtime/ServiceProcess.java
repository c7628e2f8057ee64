package io.godwit.runtime;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a service as a process of its own, from the command line to the exit status.
final class ServiceProcess {
    private static final int FAILED = 1;
    private static final int MISCONFIGURED = 2;

    private ServiceProcess() {}

    static void run(ServiceParts parts, String... arguments) {
        CommandLine line = CommandLine.parse(arguments);
        if (line.help()) {
            System.out.print(SettingsHelp.text(parts.name(), parts.purpose(), parts.definition()));
            return;
        }
        ProgramFiles.remember();
        try {
            runUntilAsked(StartedService.start(parts, configuration(parts, line, System.getenv())));
        } catch (ConfigurationProblem wrong) {
            System.err.println(wrong.getMessage());
            System.exit(MISCONFIGURED);
        } catch (Exception failure) {
            log().error("{} cannot run: {}", parts.name(), failure.getMessage(), failure);
            System.exit(FAILED);
        }
    }

    static Configuration configuration(ServiceParts parts, CommandLine line, Map<String, String> environment) {
        Map<String, String> given =
                GivenSettings.merged(new HashSet<>(parts.definition().names()), line.file(), environment, line.set());
        List<String> problems = new ArrayList<>(line.problems());
        Configuration configuration = Configuration.of(parts.name(), parts.definition(), given, problems);
        Logging.use(
                configuration.settings().text(SharedSettings.LOG_FORMAT),
                configuration.settings().text(SharedSettings.LOG_LEVEL));
        return configuration;
    }

    /// The JVM would end with 143 after SIGTERM; a stop that was asked for and went well is a success.
    private static void runUntilAsked(RunningService service) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            service.close();
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }));
        new CountDownLatch(1).await();
    }

    /// Not made before the configuration says how to log.
    private static Logger log() {
        return LoggerFactory.getLogger(ServiceProcess.class);
    }
}
