package io.godwit.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A measurement as a table of plain text: samples, median, least and most, and what became of the goals.
final class Report {
    private static final String GAP = "  ";

    private final Measurement measurement;

    Report(Measurement measurement) {
        this.measurement = measurement;
    }

    /// The lines of the table, its title first.
    List<String> lines() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("seconds", measurement.columns()));
        measurement
                .samples()
                .forEach(sample -> rows.add(row(
                        sample.name(),
                        sample.times().stream().map(Report::seconds).toList())));
        rows.add(summary("median", Spread::median));
        rows.add(summary("min", Spread::least));
        rows.add(summary("max", Spread::most));
        List<Integer> widths = widths(rows);
        List<String> lines = new ArrayList<>();
        lines.add(measurement.title());
        rows.forEach(row -> lines.add(GAP + aligned(row, widths)));
        measurement.goals().forEach(goal -> lines.add(GAP + outcome(goal)));
        return lines;
    }

    private String outcome(Goal goal) {
        long kept = measurement.kept(goal);
        int all = measurement.samples().size();
        return "goal: %s: %s by %d of %d, median %s s"
                .formatted(
                        goal.claim(),
                        kept == all ? "met" : "NOT met; kept",
                        kept,
                        all,
                        seconds(measurement.spread(goal.column()).median()));
    }

    private List<String> summary(String name, Function<Spread, Duration> figure) {
        return row(
                name,
                measurement.columns().stream()
                        .map(column -> seconds(figure.apply(measurement.spread(column))))
                        .toList());
    }

    private static List<String> row(String name, List<String> cells) {
        List<String> row = new ArrayList<>(List.of(name));
        row.addAll(cells);
        return row;
    }

    private static List<Integer> widths(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < rows.getFirst().size(); i++) {
            int column = i;
            widths.add(rows.stream()
                    .mapToInt(row -> row.get(column).length())
                    .max()
                    .orElseThrow());
        }
        return widths;
    }

    /// Names to the left, figures to the right.
    private static String aligned(List<String> row, List<Integer> widths) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            String padding = " ".repeat(widths.get(i) - row.get(i).length());
            cells.add(i == 0 ? row.get(i) + padding : padding + row.get(i));
        }
        return cells.stream().collect(Collectors.joining(GAP));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f", duration.toMillis() / 1000.0);
    }
}
