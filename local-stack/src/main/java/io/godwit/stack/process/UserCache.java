package io.godwit.stack.process;

import java.nio.file.Path;
import java.util.Optional;

/// Where things are kept that can be made again, for all stacks of one user: `$GODWIT_CACHE`, else
/// `$XDG_CACHE_HOME/godwit`, else `~/.cache/godwit`.
public final class UserCache {
    private UserCache() {}

    /// The folder, which may not be there yet.
    public static Path folder() {
        return Optional.ofNullable(System.getenv("GODWIT_CACHE"))
                .map(Path::of)
                .or(() -> Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).map(xdg -> Path.of(xdg, "godwit")))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "godwit"));
    }
}
