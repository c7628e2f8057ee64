package io.godwit.runtime;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/// Tries something again, with growing pauses and a bound.
public final class Retry {
    /// Lets time pass. Tests pass one that only notes for how long.
    @FunctionalInterface
    public interface Pause {
        /// @throws InterruptedException if the thread is interrupted, which ends the retrying
        void of(Duration length) throws InterruptedException;
    }

    /// Is told of each failure that is followed by another attempt.
    @FunctionalInterface
    public interface Listener {
        /// @param attempt the attempt that failed, from 1
        /// @param pause   how long it is until the next
        void failed(int attempt, Exception failure, Duration pause);
    }

    private final RetryPolicy policy;
    private final Pause pause;
    private final RandomGenerator random;

    /// Retries in real time.
    public Retry(RetryPolicy policy) {
        this(policy, length -> Thread.sleep(length), RandomGenerator.getDefault());
    }

    public Retry(RetryPolicy policy, Pause pause, RandomGenerator random) {
        this.policy = policy;
        this.pause = pause;
        this.random = random;
    }

    /// The policy it follows.
    public RetryPolicy policy() {
        return policy;
    }

    /// Calls the action until it succeeds or its attempts are used up.
    ///
    /// @param attemptsFor how many attempts a failure allows in all, from 1; the policy's bound holds too
    /// @throws InterruptedException if the thread is interrupted in a pause
    /// @throws Exception            the last failure
    public <R> R call(Callable<R> action, ToIntFunction<Exception> attemptsFor, Listener listener) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return action.call();
            } catch (InterruptedException interrupted) {
                throw interrupted;
            } catch (Exception failure) {
                if (Thread.currentThread().isInterrupted()
                        || attempt >= Math.min(policy.attempts(), attemptsFor.applyAsInt(failure))) {
                    throw failure;
                }
                Duration length = policy.pauseAfter(attempt, random);
                listener.failed(attempt, failure, length);
                pause.of(length);
            }
        }
    }

    /// Calls the action until it succeeds or the policy's attempts are used up, whatever the failures are.
    ///
    /// @throws Exception the last failure, or [InterruptedException]
    public <R> R call(Callable<R> action) throws Exception {
        return call(action, _ -> policy.attempts(), (_, _, _) -> {});
    }
}
