package io.godwit.executor.step;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/// Gets a strong lock without making others queue behind it: many short waits with growing pauses, as GitLab's
/// `with_lock_retries` does, rather than one long wait. Only a lock timeout and a deadlock are tried again. When the
/// budget is used up it stops: it never waits without a limit.
final class LockLadder {
    /// The shortest wait of all.
    static final Duration FIRST_TIMEOUT = Duration.ofMillis(100);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /// Every so often a try is made although a lasting blocker was seen: what is seen may be out of date.
    private static final int TRY_ANYWAY = 4;

    /// One try.
    @FunctionalInterface
    interface Attempt {
        /// @param lockTimeout how long it may wait for a lock; zero means as long as it takes
        void run(Duration lockTimeout) throws SQLException;
    }

    /// Told about each try that did not get the lock.
    @FunctionalInterface
    interface Missed {
        void missed(Duration waited, SQLException failure) throws SQLException;
    }

    private final StepContext context;
    private final Missed missed;
    private final BlockerRemoval removal;

    LockLadder(StepContext context, Missed missed) {
        this.context = context;
        this.missed = missed;
        this.removal = new BlockerRemoval(context);
    }

    /// @param longest the longest single wait; zero means that one wait without a limit is right
    /// @return done, yielded to a command, or failed because the budget is used up
    /// @throws SQLException for anything but a lock conflict
    StepOutcome climb(Duration longest, Attempt attempt) throws SQLException {
        long begun = System.nanoTime();
        Duration timeout = longest.isZero() || longest.compareTo(FIRST_TIMEOUT) < 0 ? longest : FIRST_TIMEOUT;
        Duration pause = FIRST_PAUSE;
        for (int turn = 1; ; turn++) {
            if (!context.control().mayGoOn(context.connection())) {
                return new StepOutcome.Yielded();
            }
            Optional<List<Blocker>> obstacle = tryOnce(timeout, attempt, turn);
            if (obstacle.isEmpty()) {
                return new StepOutcome.Done();
            }
            List<Blocker> blockers = obstacle.get();
            Duration spent = Duration.ofNanos(System.nanoTime() - begun);
            if (spent.compareTo(context.policy().lockBudget()) >= 0) {
                return new StepOutcome.Failed(gaveUp(spent, turn, blockers));
            }
            if (spent.multipliedBy(2).compareTo(context.policy().lockBudget()) > 0) {
                removal.remove(blockers);
            }
            if (turn > 1 || !blockers.isEmpty()) {
                context.report().blocked(blocked(blockers, turn), blockers);
            }
            rest(pause, context.policy().lockBudget().minus(spent));
            pause = grown(pause, LONGEST_PAUSE);
            if (!longest.isZero()) {
                timeout = grown(timeout, longest);
            }
        }
    }

    /// @return empty if the attempt succeeded, else who is in the way
    private Optional<List<Blocker>> tryOnce(Duration timeout, Attempt attempt, int turn) throws SQLException {
        List<Blocker> ahead = Blockers.ahead(
                context.connection(), context.step().locks(), context.session().backendPid());
        if (turn % TRY_ANYWAY != 0 && ahead.stream().anyMatch(Blocker::isLasting)) {
            return Optional.of(ahead);
        }
        long begun = System.nanoTime();
        context.watch().begin();
        try {
            attempt.run(jittered(timeout));
            return Optional.empty();
        } catch (SQLException failure) {
            boolean withdrawn =
                    SqlState.isCancelled(failure) && !context.control().mayGoOn(context.connection());
            if (!SqlState.isLockConflict(failure) && !withdrawn) {
                throw failure;
            }
            missed.missed(Duration.ofNanos(System.nanoTime() - begun), failure);
            List<Blocker> seen = context.watch().latest();
            return Optional.of(seen.isEmpty() ? ahead : seen);
        } finally {
            context.watch().end();
        }
    }

    private static String blocked(List<Blocker> blockers, int turn) {
        String who =
                blockers.isEmpty() ? "another session" : blockers.getFirst().toString();
        return "Waits for a lock, try " + turn + "; blocked by " + who;
    }

    private String gaveUp(Duration spent, int turns, List<Blocker> blockers) {
        String who =
                blockers.isEmpty() ? "Who holds it could not be seen." : "It is held by " + blockers.getFirst() + ".";
        return "The lock was not to be had in " + turns + " tries within " + Math.max(1, spent.toSeconds())
                + " s (executor.lock.budget). " + who;
    }

    private static void rest(Duration pause, Duration left) {
        Duration rest = jittered(pause);
        LockSupport.parkNanos((rest.compareTo(left) < 0 ? rest : left).toNanos());
    }

    private static Duration grown(Duration duration, Duration limit) {
        Duration next = duration.multipliedBy(8).dividedBy(5);
        return next.compareTo(limit) < 0 ? next : limit;
    }

    /// Up to a fifth less, so that two that collide do not collide for ever.
    private static Duration jittered(Duration duration) {
        return duration.isZero()
                ? duration
                : Duration.ofMillis(Math.max(
                        1, duration.toMillis() - ThreadLocalRandom.current().nextLong(duration.toMillis() / 5 + 1)));
    }
}
