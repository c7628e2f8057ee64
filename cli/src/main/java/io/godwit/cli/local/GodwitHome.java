package io.godwit.cli.local;

import io.godwit.model.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The folder Godwit was built in, which the launcher names.
///
/// @param folder holds the modules
public record GodwitHome(Path folder) {

    /// @throws Problem ENVIRONMENT if the command was not started by the launcher
    public static GodwitHome find() {
        return Optional.ofNullable(System.getProperty("godwit.home"))
                .map(Path::of)
                .filter(Files::isDirectory)
                .map(GodwitHome::new)
                .orElseThrow(
                        () -> Problem.environment(
                                "NO_HOME",
                                "godwit does not know where it was built: start it with the script `godwit` at the top of the repository."));
    }

    /// Where a local stack keeps its data unless told otherwise.
    public Path dataFolder() {
        return folder.resolve(".godwit");
    }

    /// The example application of the demo.
    public Path exampleShop() {
        return folder.resolve("examples/shop");
    }

    /// A module that can be started as a process.
    public ModuleProgram program(String module) {
        return ModuleProgram.read(folder, module);
    }
}
