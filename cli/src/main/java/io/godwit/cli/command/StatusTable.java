package io.godwit.cli.command;

import io.godwit.cli.timeline.Migration;
import io.godwit.cli.timeline.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Migrations as a table for people; the last column takes what it needs.
final class StatusTable {
    private static final List<String> HEAD =
            List.of("ID", "DATABASE", "STATE", "STAGE", "VERDICT", "AGE", "CHANGE", "WHY");

    private StatusTable() {}

    static List<String> lines(List<Migration> migrations, Instant now) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        migrations.forEach(migration -> rows.add(row(migration, now)));
        return migrations.isEmpty()
                ? List.of()
                : rows.stream().map(row -> line(row, rows)).toList();
    }

    private static List<String> row(Migration migration, Instant now) {
        return List.of(
                Words.abbreviated(migration.id()),
                migration.database(),
                migration.standing().state().words(),
                lower(migration.standing().stage().name()),
                migration.verdict().map(StatusTable::lower).orElse("-"),
                Words.of(Duration.between(migration.began(), now)),
                Words.shortened(migration.subject(), 40),
                Words.shortened(migration.standing().detail(), 100));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size() - 1; column++) {
            int at = column;
            int width = rows.stream()
                    .mapToInt(other -> other.get(at).length())
                    .max()
                    .orElse(0);
            line.append(row.get(column)).repeat(' ', width - row.get(column).length() + 2);
        }
        return line.append(row.getLast()).toString();
    }
}
