package io.godwit.model.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// PostgreSQL's table lock modes, weakest first (PostgreSQL documentation, 13.3.1).
public enum LockMode {
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    /// As SQL names it: `ACCESS EXCLUSIVE`.
    public String sql() {
        return name().replace('_', ' ');
    }

    /// As `pg_locks.mode` names it: `AccessExclusiveLock`.
    public String pgLocks() {
        StringBuilder name = new StringBuilder();
        for (String word : name().split("_")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.append("Lock").toString();
    }

    /// From SQL's name, or from `pg_locks.mode` (`AccessExclusiveLock`).
    ///
    /// @return empty for a name that is neither
    public static Optional<LockMode> named(String name) {
        String bare = name.replace(" ", "").replace("_", "").replaceAll("Lock$", "");
        return Arrays.stream(values())
                .filter(mode -> mode.name().replace("_", "").equalsIgnoreCase(bare))
                .findFirst();
    }

    /// Whether a session that holds this lock makes those wait that insert, update or delete.
    public boolean blocksWriters() {
        return compareTo(SHARE) >= 0;
    }

    /// Whether a session that holds this lock makes those wait that only read.
    public boolean blocksReaders() {
        return this == ACCESS_EXCLUSIVE;
    }
}
