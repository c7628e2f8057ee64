package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.ExitCode;
import io.godwit.cli.doctor.BrokerCheck;
import io.godwit.cli.doctor.DatabaseCheck;
import io.godwit.cli.doctor.Diagnosis;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `godwit doctor`: is everything there that Godwit needs?
@Command(
        name = "doctor",
        description = "Checks broker, registry and databases, and says how to mend what is missing.",
        footer = {
            "",
            "  godwit doctor --database shop=jdbc:postgresql://user@host/db",
            "",
            "Exit status 1 if something is missing."
        })
final class DoctorCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Option(
            names = "--database",
            paramLabel = "NAME=URL",
            description = "A production database to look at. May be repeated.")
    private List<String> databases = new ArrayList<>();

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Diagnosis> diagnoses = new ArrayList<>();
        if (databases.isEmpty() || broker.isKnown()) {
            diagnoses.addAll(BrokerCheck.of(broker.addresses()));
        }
        for (String argument : databases) {
            DatabaseArgument.parse(argument).external().ifPresent(access -> diagnoses.addAll(DatabaseCheck.of(access)));
        }
        diagnoses.forEach(this::print);
        return diagnoses.stream().allMatch(Diagnosis::isWell) ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private void print(Diagnosis diagnosis) {
        console.data((diagnosis.isWell() ? "ok       " : "missing  ") + diagnosis.what());
        diagnosis.remedy().ifPresent(remedy -> console.data("         → " + remedy));
    }
}
