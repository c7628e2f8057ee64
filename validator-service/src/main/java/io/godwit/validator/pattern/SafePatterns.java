package io.godwit.validator.pattern;

import java.util.List;

/// All safe patterns; a statement is the concern of one at most.
public final class SafePatterns {
    private static final List<SafePattern> ALL = List.of(
            new ConcurrentIndex(),
            new PartitionedIndex(),
            new ConcurrentIndexDrop(),
            new FilledColumn(),
            new FollowedBackfill(),
            new BatchedUpdate(),
            new BatchedDelete(),
            new NumberedColumn(),
            new AttachedPartition(),
            new ProvenNotNull(),
            new ValidatedLater(),
            new UniqueThroughIndex(),
            new PrimaryKeyThroughIndex(),
            new ConvertedColumn(),
            new ListedColumn(),
            new EnumValueAlone(),
            new RenamedColumn(),
            new RenamedTable(),
            new DroppedColumn(),
            new DroppedTable());

    private SafePatterns() {}

    public static List<SafePattern> all() {
        return ALL;
    }
}
