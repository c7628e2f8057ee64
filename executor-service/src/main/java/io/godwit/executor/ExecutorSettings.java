package io.godwit.executor;

import io.godwit.executor.lifecycle.Policy;
import io.godwit.executor.lifecycle.Policy.Autonomy;
import io.godwit.executor.lifecycle.Policy.ContractStart;
import io.godwit.executor.lifecycle.Policy.OnFailure;
import io.godwit.executor.step.StepPolicy;
import io.godwit.executor.step.StepPolicy.Blocking;
import io.godwit.executor.step.StepPolicy.Unseen;
import io.godwit.executor.window.MaintenanceWindows;
import io.godwit.model.DatabaseName;
import io.godwit.runtime.Durations;
import io.godwit.runtime.Settings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/// The executor's own configuration.
///
/// @param steps   how steps are run, but for the quiet time of the database
/// @param windows when strong locks may be taken and the old may be removed
/// @param groups  databases that get a change one after the other
record ExecutorSettings(
        Policy policy, StepPolicy steps, QuietTimes quietTimes, MaintenanceWindows windows, List<String> groups) {
    private static final String AUTONOMY = "executor.autonomy";
    private static final String CONTRACT = "executor.contract";
    private static final String ON_FAILURE = "executor.on.failure";
    private static final String LOCK_BUDGET = "executor.lock.budget";
    private static final String BLOCKERS = "executor.blockers";
    private static final String INDEX_WAIT = "executor.index.wait";
    private static final String WINDOWS = "executor.windows";
    private static final String ZONE = "executor.windows.zone";
    private static final String GROUPS = "executor.groups";
    private static final String QUIET = "executor.quiet";
    private static final String QUIET_DATABASES = "executor.quiet.databases";
    private static final String UNSEEN = "executor.quiet.unseen";
    private static final String UNCOUNTED_ROLES = "executor.quiet.uncounted.roles";

    static ConfigDef definition() {
        return ThrottleSettings.define(new ConfigDef())
                .define(
                        AUTONOMY,
                        Type.STRING,
                        "propose",
                        ValidString.in("observe", "propose", "guarded"),
                        Importance.HIGH,
                        "What starts a migration. observe: nothing, it is only reported. propose: a person's approval."
                                + " guarded: the verdict APPROVED, or a person's approval. What is rejected never runs.")
                .define(
                        CONTRACT,
                        Type.STRING,
                        "promote",
                        ValidString.in("promote", "immediate"),
                        Importance.MEDIUM,
                        "What starts the contract phase, which removes the old. promote: a person's promote, once the"
                                + " new code is deployed. immediate: the end of the phases before it.")
                .define(
                        ON_FAILURE,
                        Type.STRING,
                        "stop",
                        ValidString.in("stop", "rollback"),
                        Importance.MEDIUM,
                        "What follows a failed step. stop: a person resumes or rolls back. rollback: the migration is"
                                + " rolled back by itself.")
                .define(
                        LOCK_BUDGET,
                        Type.STRING,
                        "2m",
                        Durations.atLeast(Duration.ofMillis(100)),
                        Importance.MEDIUM,
                        "How long a lock is tried for, in many short waits, before the step stops and asks.")
                .define(
                        BLOCKERS,
                        Type.STRING,
                        "wait",
                        ValidString.in("wait", "cancel", "terminate"),
                        Importance.MEDIUM,
                        "What is done about sessions that hold a lock for half the lock budget. cancel: their statements"
                                + " are broken off. terminate: then they are ended. Needs pg_signal_backend.")
                .define(
                        INDEX_WAIT,
                        Type.STRING,
                        "30m",
                        Durations.atLeast(Duration.ofSeconds(1)),
                        Importance.LOW,
                        "How long the concurrent building of an index may wait for other transactions without getting"
                                + " further, before it is broken off and dropped.")
                .define(
                        WINDOWS,
                        Type.LIST,
                        "",
                        ExecutorSettings::ensureWindows,
                        Importance.MEDIUM,
                        "When strong locks may be taken and the contract phase may run, as Mon-Fri 22:00-06:00, separated"
                                + " by commas. None: at any time.")
                .define(
                        ZONE,
                        Type.STRING,
                        "UTC",
                        ExecutorSettings::ensureZone,
                        Importance.MEDIUM,
                        "The time zone of the windows, for example Europe/Berlin.")
                .define(
                        GROUPS,
                        Type.LIST,
                        "",
                        Importance.LOW,
                        "Databases that get the same change one after the other, the canary first, as"
                                + " canary>second>third; several groups are separated by commas. Where it fails, those"
                                + " after it do not begin.")
                .define(
                        QUIET,
                        Type.STRING,
                        "10m",
                        Durations.any(),
                        Importance.MEDIUM,
                        "How long nobody may have used the old before it is removed. 0s: no wait.")
                .define(
                        QUIET_DATABASES,
                        Type.LIST,
                        "",
                        QuietTimes.VALIDATOR,
                        Importance.LOW,
                        "The quiet time of single databases, as DATABASE=TIME, separated by commas.")
                .define(
                        UNSEEN,
                        Type.STRING,
                        "ask",
                        ValidString.in("ask", "pass"),
                        Importance.LOW,
                        "What ends that wait where the executor cannot see all who may use the old, for want of"
                                + " pg_stat_statements or pg_read_all_stats. ask: a person. pass: the time.")
                .define(
                        UNCOUNTED_ROLES,
                        Type.LIST,
                        "godwit_reader,godwit_capture,godwit_executor",
                        Importance.LOW,
                        "Roles whose use of the old does not count: those of Godwit's own services.");
    }

    static ExecutorSettings of(Settings settings) {
        return new ExecutorSettings(
                new Policy(
                        Autonomy.valueOf(upper(settings, AUTONOMY)),
                        ContractStart.valueOf(upper(settings, CONTRACT)),
                        OnFailure.valueOf(upper(settings, ON_FAILURE))),
                StepPolicy.usual()
                        .withLockBudget(settings.duration(LOCK_BUDGET))
                        .withBlockers(Blocking.valueOf(upper(settings, BLOCKERS)))
                        .withIndexWait(settings.duration(INDEX_WAIT))
                        .withThrottle(ThrottleSettings.of(settings))
                        .withUnseen(Unseen.valueOf(upper(settings, UNSEEN)))
                        .withUncountedRoles(Set.copyOf(settings.list(UNCOUNTED_ROLES))),
                QuietTimes.of(settings.duration(QUIET), settings.list(QUIET_DATABASES)),
                MaintenanceWindows.parse(settings.list(WINDOWS), ZoneId.of(settings.text(ZONE))),
                settings.list(GROUPS));
    }

    StepPolicy steps(DatabaseName database) {
        return steps.withQuiet(quietTimes.of(database));
    }

    private static void ensureWindows(String key, @Nullable Object value) {
        if (value instanceof List<?> windows) {
            try {
                MaintenanceWindows.parse(windows.stream().map(String::valueOf).toList(), ZoneOffset.UTC);
            } catch (IllegalArgumentException none) {
                throw new ConfigException(key, value, none.getMessage());
            }
        }
    }

    private static void ensureZone(String key, @Nullable Object value) {
        try {
            ZoneId.of(String.valueOf(value));
        } catch (DateTimeException none) {
            throw new ConfigException(key, value, "write a time zone, for example Europe/Berlin");
        }
    }

    private static String upper(Settings settings, String key) {
        return settings.text(key).toUpperCase(Locale.ROOT);
    }
}
