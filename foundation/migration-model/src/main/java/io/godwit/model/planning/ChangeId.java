package io.godwit.model.planning;

/// Names the changes a plan was made for.
public final class ChangeId {
    private ChangeId() {}

    /// The id of a change.
    ///
    /// @param number the change's place in the list the planner was given, counted from 0
    public static String of(int number) {
        return "c" + (number + 1);
    }
}
