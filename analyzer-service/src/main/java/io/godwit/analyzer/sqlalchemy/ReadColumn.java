package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.sqlalchemy.MappedTable.Piece;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Column;
import java.util.List;
import java.util.Optional;

/// A column as read.
///
/// @param attribute     what the class calls it
/// @param index         whether it asks for an index; a unique one if it is unique, too
/// @param autoincrement as given; empty for SQLAlchemy's own choice
/// @param foreignKeys   the `ForeignKey(...)` among its arguments
/// @param checks        the `CheckConstraint(...)` among them
/// @param rowValue      what existing rows get, where the models say
record ReadColumn(
        String attribute,
        Column column,
        boolean primaryKey,
        boolean unique,
        boolean index,
        Optional<Boolean> autoincrement,
        List<Piece> foreignKeys,
        List<Piece> checks,
        Optional<String> rowValue,
        SourceLocation location) {}
