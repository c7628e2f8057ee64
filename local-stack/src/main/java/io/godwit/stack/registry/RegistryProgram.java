package io.godwit.stack.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Finds Apicurio Registry, which the build of this module unpacks beside its classes (`target/registry`).
/// `GODWIT_REGISTRY_HOME` names another place.
final class RegistryProgram {
    private RegistryProgram() {}

    /// The jar that `java -cp` starts the registry from.
    static Path jar() {
        Path home = Optional.ofNullable(System.getenv("GODWIT_REGISTRY_HOME"))
                .filter(named -> !named.isBlank())
                .map(Path::of)
                .orElseGet(RegistryProgram::besideOurClasses);
        Path jar = home.resolve("quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("the schema registry is not in " + home
                    + ": build the module local-stack (`mvn -pl local-stack package`), or set GODWIT_REGISTRY_HOME");
        }
        return jar;
    }

    private static Path besideOurClasses() {
        try {
            URI ours = RegistryProgram.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return Path.of(ours).resolveSibling("registry");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
