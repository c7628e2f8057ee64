package io.godwit.model.plan;

/// When a step runs relative to the deployment of the code that needs it. Phases run in this order.
public enum Phase {
    /// Additive; the old code keeps working.
    EXPAND,
    /// Moves data in batches.
    MIGRATE,
    /// Removes the old, after the new code is deployed.
    CONTRACT
}
