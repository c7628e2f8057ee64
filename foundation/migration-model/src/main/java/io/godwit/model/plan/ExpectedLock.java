package io.godwit.model.plan;

import io.godwit.model.catalog.ObjectName;

/// A lock a step takes on a relation that exists before it.
public record ExpectedLock(ObjectName relation, LockMode mode) {}
