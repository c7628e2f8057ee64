package io.godwit.benchmarks;

import io.godwit.benchmarks.execution.BackfillRate;
import io.godwit.benchmarks.execution.Takeover;
import io.godwit.benchmarks.execution.WriteSpeed;
import io.godwit.benchmarks.pattern.Change;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What can be measured, as the command line names it.
enum Claim {
    STACK_READY("stack-ready", new StackReady()),
    SHADOW_TESTED("shadow-tested", new CodeChangedToShadowTested()),
    PLAN_WARM("plan-warm", new PlanWarm()),
    PLAN_COLD("plan-cold", new PlanCold()),
    INDEX_BUILT("index-built", new PatternUnderLoad(Change.INDEX_BUILT)),
    UNIQUE_ADDED("unique-added", new PatternUnderLoad(Change.UNIQUE_ADDED)),
    PRIMARY_KEY_ADDED("primary-key-added", new PatternUnderLoad(Change.PRIMARY_KEY_ADDED)),
    FOREIGN_KEY_ADDED("foreign-key-added", new PatternUnderLoad(Change.FOREIGN_KEY_ADDED)),
    CHECK_ADDED("check-added", new PatternUnderLoad(Change.CHECK_ADDED)),
    NOT_NULL("not-null", new PatternUnderLoad(Change.NOT_NULL)),
    COLUMN_FILLED("column-filled", new PatternUnderLoad(Change.COLUMN_FILLED)),
    COLUMN_NUMBERED("column-numbered", new PatternUnderLoad(Change.COLUMN_NUMBERED)),
    TYPE_CHANGED("type-changed", new PatternUnderLoad(Change.TYPE_CHANGED)),
    KEY_TYPE_CHANGED("key-type-changed", new PatternUnderLoad(Change.KEY_TYPE_CHANGED)),
    ENUM_VALUE_REMOVED("enum-value-removed", new PatternUnderLoad(Change.ENUM_VALUE_REMOVED)),
    PARTITION_ATTACHED("partition-attached", new PatternUnderLoad(Change.PARTITION_ATTACHED)),
    PARTITIONS_INDEXED("partitions-indexed", new PatternUnderLoad(Change.PARTITIONS_INDEXED)),
    ROWS_UPDATED("rows-updated", new PatternUnderLoad(Change.ROWS_UPDATED)),
    ROWS_DELETED("rows-deleted", new PatternUnderLoad(Change.ROWS_DELETED)),
    VIEW_MADE_ANEW("view-made-anew", new PatternUnderLoad(Change.VIEW_MADE_ANEW)),
    TABLE_RENAMED("table-renamed", new PatternUnderLoad(Change.TABLE_RENAMED)),
    COLUMN_RENAMED("column-renamed", new PatternUnderLoad(Change.COLUMN_RENAMED)),
    BACKFILL("backfill", new BackfillRate()),
    WRITE_SPEED("write-speed", new WriteSpeed()),
    TAKEOVER("takeover", new Takeover());

    private final String name;
    private final Benchmark benchmark;

    Claim(String name, Benchmark benchmark) {
        this.name = name;
        this.benchmark = benchmark;
    }

    /// @throws IllegalArgumentException if there is none of that name, with those there are
    static Claim named(String name) {
        return Arrays.stream(values())
                .filter(claim -> claim.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no benchmark " + name + ": there are "
                        + Arrays.stream(values()).map(Claim::toString).collect(Collectors.joining(", "))));
    }

    Benchmark benchmark() {
        return benchmark;
    }

    @Override
    public String toString() {
        return name;
    }
}
