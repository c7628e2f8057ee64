package io.godwit.demo;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Customers who use the shop, until closed: about 130 statements a second over a few connections.
public final class ShopTraffic implements AutoCloseable {
    private static final int SESSIONS = 4;
    /// Of each session; a visit is one to four statements.
    private static final Duration BETWEEN_VISITS = Duration.ofMillis(38);

    private final TrafficMeter meter = new TrafficMeter();
    private final AtomicInteger nextPair = new AtomicInteger(ShopDatabase.REVIEWS);
    private final ExecutorService sessions = Executors.newVirtualThreadPerTaskExecutor();
    private volatile ReviewCode reviewCode = ReviewCode.CHECKS_FIRST;

    private ShopTraffic() {}

    /// Customers begin to use the shop.
    ///
    /// @param application the role [ShopDatabase#APPLICATION] in the shop's database
    public static ShopTraffic start(Login application) {
        ShopTraffic traffic = new ShopTraffic();
        for (int i = 0; i < SESSIONS; i++) {
            ShopSession session = new ShopSession(application, traffic, i);
            traffic.sessions.execute(() -> session.shop(BETWEEN_VISITS));
        }
        return traffic;
    }

    /// What the customers experience.
    public TrafficMeter meter() {
        return meter;
    }

    /// From now on the shop's servers run this code.
    public void deploy(ReviewCode version) {
        reviewCode = version;
    }

    ReviewCode reviewCode() {
        return reviewCode;
    }

    /// A customer and a product nobody has reviewed together yet.
    ReviewedPair unreviewed() {
        return ReviewedPair.numbered(nextPair.getAndIncrement());
    }

    @Override
    public void close() {
        sessions.shutdownNow();
        try {
            if (!sessions.awaitTermination(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the shop's sessions did not end within 5 s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
