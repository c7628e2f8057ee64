package io.godwit.validator;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Many cases of [PlanLawTest]'s law without the build: `LawMeasurement FIRST_SEED CASES`. Prints what is broken, a
/// line each, and how long it took; of a single case its plans too.
final class LawMeasurement {
    private LawMeasurement() {}

    public static void main(String[] arguments) throws SQLException {
        long first = Long.parseLong(arguments[0]);
        int cases = Integer.parseInt(arguments[1]);
        Instant begin = Instant.now();
        List<String> broken = cases == 1 ? LawBatch.broken(first, 1, System.out::println) : LawRun.broken(first, cases);
        broken.forEach(System.out::println);
        Duration took = Duration.between(begin, Instant.now());
        System.out.printf("%d cases, %d lines broken, %d ms%n", cases, broken.size(), took.toMillis());
        System.exit(0);
    }
}
