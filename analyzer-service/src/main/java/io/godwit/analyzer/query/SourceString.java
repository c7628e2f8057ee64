package io.godwit.analyzer.query;

import io.godwit.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A string as source code builds it: text with its escapes resolved, and holes for what is known only at run time.
///
/// @param pieces   in order
/// @param location where it begins
public record SourceString(List<Piece> pieces, SourceLocation location) {
    public SourceString {
        pieces = List.copyOf(pieces);
    }

    /// A part of a string.
    public sealed interface Piece {
        /// @param line where it begins, counted from 1
        record Text(String text, int line) implements Piece {}

        /// @param expression its source
        record Hole(String expression, int line) implements Piece {}
    }

    /// The text where there are no holes; `hole` stands for each.
    public String text(String hole) {
        return pieces.stream()
                .map(piece -> piece instanceof Piece.Text(String text, int _) ? text : hole)
                .collect(Collectors.joining());
    }

    public boolean hasHoles() {
        return pieces.stream().anyMatch(Piece.Hole.class::isInstance);
    }

    SourceString and(SourceString other) {
        List<Piece> both = new ArrayList<>(pieces);
        both.addAll(other.pieces);
        return new SourceString(both, location);
    }
}
