package io.godwit.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// The checks of a service, looked at together.
final class HealthChecks implements Health {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final Executor THREADS =
            work -> Thread.ofVirtual().name("health check").start(work);

    private final Map<String, Check> checks = new ConcurrentHashMap<>();

    @Override
    public void check(String name, Check check) {
        checks.put(name, check);
    }

    /// Every check's name and what is wrong, empty if nothing is; in the order of the names.
    Map<String, String> results() {
        List<String> names = checks.keySet().stream().sorted().toList();
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (String name : names) {
            answers.add(CompletableFuture.supplyAsync(() -> answer(name), THREADS)
                    .completeOnTimeout(
                            "No answer within " + LONGEST.toSeconds() + " s",
                            LONGEST.toMillis(),
                            TimeUnit.MILLISECONDS));
        }
        Map<String, String> results = new LinkedHashMap<>();
        for (int at = 0; at < names.size(); at++) {
            results.put(names.get(at), answers.get(at).join());
        }
        return results;
    }

    /// What keeps the service from being ready, in one line; empty if nothing does.
    String problems() {
        List<String> problems = new ArrayList<>();
        results().forEach((name, problem) -> {
            if (!problem.isEmpty()) {
                problems.add(name + ": " + problem);
            }
        });
        return String.join("; ", problems);
    }

    private String answer(String name) {
        Check check = checks.get(name);
        try {
            return check == null ? "" : check.problem().orElse("");
        } catch (Exception failure) {
            return Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
        }
    }
}
