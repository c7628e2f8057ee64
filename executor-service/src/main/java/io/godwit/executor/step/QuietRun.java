package io.godwit.executor.step;

import io.godwit.executor.ledger.Migrations;
import io.godwit.executor.ledger.QuietWaits;
import io.godwit.executor.ledger.QuietWaits.QuietWait;
import io.godwit.executor.ledger.Steps;
import io.godwit.executor.ledger.Waiters;
import io.godwit.executor.quiet.Looked;
import io.godwit.executor.quiet.UseWatch;
import io.godwit.executor.step.StepPolicy.Unseen;
import io.godwit.model.plan.Action.AwaitQuiet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// Waits until nobody has used the old for the time the policy says; if nothing is named, that time passes. Each use
/// that is seen begins the time anew. A person may end the wait (`promote --now`).
final class QuietRun {
    private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Duration SHORTEST_BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(30);

    private final StepContext context;
    private final AwaitQuiet action;
    private final Duration wanted;
    private final UseWatch watch;
    private long toldAt;
    private String toldUse = "";

    QuietRun(StepContext context, AwaitQuiet action) {
        this.context = context;
        this.action = action;
        this.wanted = context.policy().quiet();
        this.watch = new UseWatch(action.unused(), context.policy().uncountedRoles());
    }

    StepOutcome run() throws SQLException {
        while (true) {
            if (!context.control().mayGoOn(context.connection())) {
                return new StepOutcome.Yielded();
            }
            if (wanted.isZero() || Migrations.isHurried(context.connection(), context.migration())) {
                return done();
            }
            Looked looked = look();
            QuietWait wait = QuietWaits.at(context.connection(), context.migration(), context.position());
            Duration left = wanted.minus(wait.quietFor());
            boolean hidden = !looked.blind().isEmpty() && context.policy().unseen() == Unseen.ASK;
            if (!left.isPositive() && !hidden) {
                return done();
            }
            tell(wait, left, looked.blind(), Waiters.of(context.connection(), context.migration()));
            LockSupport.parkNanos(pause(left).toNanos());
        }
    }

    private Looked look() throws SQLException {
        Looked[] seen = new Looked[1];
        context.inTransaction(transaction -> {
            QuietWaits.begin(transaction, context.migration(), context.position());
            Looked looked = action.unused().isEmpty()
                    ? new Looked(List.of(), List.of())
                    : watch.look(transaction, context.migration(), context.position());
            if (!looked.uses().isEmpty()) {
                QuietWaits.used(transaction, context.migration(), context.position(), String.join("; ", looked.uses()));
            }
            seen[0] = looked;
        });
        return seen[0];
    }

    private StepOutcome done() throws SQLException {
        context.inTransaction(transaction -> {
            Migrations.endHurry(transaction, context.migration());
            Steps.done(transaction, context.migration(), context.position(), 0);
        });
        return new StepOutcome.Done();
    }

    private Duration pause(Duration left) {
        Duration tenth = wanted.dividedBy(10);
        Duration between = tenth.compareTo(LONGEST_BETWEEN_LOOKS) < 0 ? tenth : LONGEST_BETWEEN_LOOKS;
        if (!left.isPositive()) {
            return LONGEST_BETWEEN_LOOKS;
        }
        Duration pause = between.compareTo(SHORTEST_BETWEEN_LOOKS) > 0 ? between : SHORTEST_BETWEEN_LOOKS;
        return pause.compareTo(left) < 0 ? pause : left.plusMillis(1);
    }

    private void tell(QuietWait wait, Duration left, List<String> blind, String waiters) {
        String now = wait.lastUse() + waiters + left.isPositive();
        boolean known = toldAt != 0 && now.equals(toldUse);
        if (known && System.nanoTime() - toldAt < BETWEEN_REPORTS.toNanos()) {
            return;
        }
        toldAt = System.nanoTime();
        toldUse = now;
        QuietNews news =
                new QuietNews(what(), "godwit promote --now " + context.migration(), wait.lastUse(), blind, waiters);
        if (left.isPositive()) {
            context.report().waiting(news.until(context.report().clock().instant(), left), left);
        } else {
            context.report().waiting(news.aPersonHasToSay(), LONGEST_BETWEEN_LOOKS);
        }
    }

    private String what() {
        return action.unused().isEmpty()
                ? "Keeps the old for " + Spans.text(wanted) + ", so that there is a way back"
                : "Waits until nobody has used "
                        + action.unused().stream().map(Object::toString).collect(Collectors.joining(", ")) + " for "
                        + Spans.text(wanted);
    }
}
