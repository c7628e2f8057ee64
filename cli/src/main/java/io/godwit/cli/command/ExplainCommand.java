package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.ExitCode;
import io.godwit.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `godwit explain`: the page of a finding.
@Command(name = "explain", description = "Says what a finding's code means, why it matters and what to do.")
final class ExplainCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "CODE", description = "As findings show it: GW104.")
    private String code = "";

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        String name = code.toUpperCase(Locale.ROOT);
        try (InputStream page =
                name.matches("GW\\d{3}") ? ExplainCommand.class.getResourceAsStream(name + ".md") : null) {
            if (page == null) {
                throw Problem.user(
                        "NO_SUCH_FINDING",
                        "There is no finding " + code + ". All are listed in docs/findings/README.md.");
            }
            console.data(new String(page.readAllBytes(), StandardCharsets.UTF_8).stripTrailing());
        }
        return ExitCode.OK;
    }
}
