package io.godwit.model.planning;

import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the planner has put together so far.
final class Drafts {
    private final List<Draft> steps = new ArrayList<>();
    private final List<OpenQuestion> questions = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> valueless = new HashSet<>();
    private final Set<String> backfilled = new HashSet<>();
    private final Set<String> unconverted = new HashSet<>();

    void add(Draft step) {
        steps.add(step);
    }

    void ask(OpenQuestion question) {
        questions.add(question);
    }

    void note(String note) {
        notes.add(note);
    }

    /// The column stays without a value in existing rows until a question is answered.
    void leaveValueless(ObjectName table, String column) {
        valueless.add(key(table, column));
    }

    /// The column has its values only after the backfill.
    void fillLater(ObjectName table, String column) {
        backfilled.add(key(table, column));
    }

    /// The column keeps its type until a question is answered.
    void leaveType(ObjectName table, String column) {
        unconverted.add(key(table, column));
    }

    boolean keepsType(ObjectName table, String column) {
        return unconverted.contains(key(table, column));
    }

    boolean isValueless(ObjectName table, List<String> columns) {
        return columns.stream().anyMatch(column -> valueless.contains(key(table, column)));
    }

    boolean isFilledLater(ObjectName table, List<String> columns) {
        return columns.stream().anyMatch(column -> backfilled.contains(key(table, column)));
    }

    List<Draft> inOrder() {
        return steps.stream().sorted(Comparator.comparing(Draft::rank)).toList();
    }

    List<OpenQuestion> questions() {
        return questions;
    }

    List<String> notes() {
        return notes;
    }

    private static String key(ObjectName table, String column) {
        return table.sql() + "." + column;
    }
}
