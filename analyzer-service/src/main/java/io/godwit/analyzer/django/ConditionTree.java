package io.godwit.analyzer.django;

import java.util.ArrayList;
import java.util.List;

/// A tree of conditions, put together as Django puts them together: a branch joined with the same word, or of one
/// condition only, dissolves in the one above.
final class ConditionTree {
    private final String word;
    private final boolean negated;
    private final List<Child> children = new ArrayList<>();

    private sealed interface Child {
        record Condition(String sql) implements Child {}

        record Branch(ConditionTree tree) implements Child {}
    }

    /// @param word `AND` or `OR`
    ConditionTree(String word, boolean negated) {
        this.word = word;
        this.negated = negated;
    }

    boolean isEmpty() {
        return children.isEmpty();
    }

    /// @param condition SQL
    void add(String condition) {
        children.add(new Child.Condition(condition));
    }

    void add(ConditionTree branch) {
        if (!branch.negated && (branch.word.equals(word) || branch.children.size() == 1)) {
            children.addAll(branch.children);
        } else {
            children.add(new Child.Branch(branch));
        }
    }

    String sql() {
        List<String> parts = children.stream()
                .map(child -> switch (child) {
                    case Child.Condition(String sql) -> sql;
                    case Child.Branch(ConditionTree tree) -> tree.sql();
                })
                .toList();
        String joined = String.join(" " + word + " ", parts);
        if (negated) {
            return "NOT (" + joined + ")";
        }
        return parts.size() > 1 ? "(" + joined + ")" : joined;
    }
}
