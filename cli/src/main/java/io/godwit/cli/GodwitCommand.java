package io.godwit.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// The command without a subcommand.
@Command(
        name = "godwit",
        description = "Takes a code change to production PostgreSQL.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = HelpCommand.class,
        mixinStandardHelpOptions = true,
        version = "godwit " + GodwitCommand.VERSION,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done, nothing is wrong",
            "1:done, something is wrong: a migration was rejected or failed, a check found something",
            "2:called wrongly",
            "3:something needed is missing or does not answer"
        },
        footer = {"", "Try it: godwit demo"})
public final class GodwitCommand {
    /// Of the command and of the findings it gives.
    public static final String VERSION = "0.1.0";
}
