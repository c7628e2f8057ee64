package io.godwit.analyzer.django;

import io.godwit.model.SourceLocation;
import java.util.List;

/// A migration of an app, brought to SQL.
///
/// @param path       its file
/// @param id         app and name: `shop.0002_price`
/// @param operations in order
public record AppMigration(String path, String id, List<OperationSql> operations) {
    public AppMigration {
        operations = List.copyOf(operations);
    }

    public SourceLocation location() {
        return new SourceLocation(path, 1);
    }
}
