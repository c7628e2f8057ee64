package io.godwit.analyzer.syntax;

import io.godwit.model.SourceLocation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A node of a file's syntax tree, with all below it: immutable, and good for as long as it is needed. Kinds and fields
/// are those of the grammar (`class_declaration`, its `name` and `body`); punctuation and keywords are nodes as well,
/// unnamed, whose kind is their text.
public final class SyntaxNode {
    /// The kind of a node for text that is not understood.
    public static final String ERROR = "ERROR";

    private final SourceText source;
    private final String kind;
    private final String field;
    private final Marks marks;
    private final int start;
    private final int end;
    private final List<SyntaxNode> children;

    /// What else is known of a node.
    ///
    /// @param named    whether it is more than punctuation or a keyword
    /// @param missing  whether the parser put it in where the text lacks it
    /// @param hasError whether it or anything below it is an error
    record Marks(boolean named, boolean missing, boolean hasError) {}

    SyntaxNode(
            SourceText source, String kind, String field, Marks marks, int start, int end, List<SyntaxNode> children) {
        this.source = source;
        this.kind = kind;
        this.field = field;
        this.marks = marks;
        this.start = start;
        this.end = end;
        this.children = children;
    }

    public String kind() {
        return kind;
    }

    public boolean is(String otherKind) {
        return kind.equals(otherKind);
    }

    /// The field of its parent it is in; the empty string for none.
    public String field() {
        return field;
    }

    /// The source text it covers.
    public String text() {
        return source.between(start, end);
    }

    /// The line it begins in, counted from 1.
    public int line() {
        return source.lineAt(start);
    }

    /// The character of the line it begins at, counted from 1.
    public int column() {
        return source.columnAt(start);
    }

    /// The line its last character is in.
    public int lastLine() {
        return source.lineAt(Math.max(start, end - 1));
    }

    public SourceLocation location() {
        return new SourceLocation(source.file(), line());
    }

    /// Where it begins, in bytes of the file's UTF-8; good for comparing what comes first.
    public int start() {
        return start;
    }

    /// Where it ends, in bytes of the file's UTF-8.
    public int end() {
        return end;
    }

    public boolean isNamed() {
        return marks.named();
    }

    /// Whether the text here is not understood.
    public boolean isError() {
        return marks.missing() || kind.equals(ERROR);
    }

    /// Whether anything from here down is not understood.
    public boolean hasError() {
        return marks.hasError();
    }

    public List<SyntaxNode> children() {
        return children;
    }

    /// The children but for punctuation and keywords. Comments are among them.
    public List<SyntaxNode> namedChildren() {
        return children.stream().filter(SyntaxNode::isNamed).toList();
    }

    /// The children of a kind.
    public List<SyntaxNode> children(String ofKind) {
        return children.stream().filter(child -> child.is(ofKind)).toList();
    }

    /// The first child in a field.
    public Optional<SyntaxNode> child(String inField) {
        return first(child -> child.field.equals(inField));
    }

    /// The first child of a kind.
    public Optional<SyntaxNode> firstOfKind(String wanted) {
        return first(child -> child.is(wanted));
    }

    /// All named nodes of a kind below this one, in the order of the text; nodes inside a found one included.
    public List<SyntaxNode> descendants(String ofKind) {
        return descendants().filter(node -> node.isNamed() && node.is(ofKind)).toList();
    }

    /// All nodes below this one, in the order of the text.
    public Stream<SyntaxNode> descendants() {
        List<SyntaxNode> found = new ArrayList<>();
        Deque<SyntaxNode> open = new ArrayDeque<>(children);
        while (!open.isEmpty()) {
            SyntaxNode node = open.pop();
            found.add(node);
            node.children.reversed().forEach(open::push);
        }
        return found.stream();
    }

    private Optional<SyntaxNode> first(Predicate<SyntaxNode> condition) {
        for (SyntaxNode child : children) {
            if (condition.test(child)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /// Kind, place and beginning of the text, for people.
    @Override
    public String toString() {
        String text = text();
        return kind + " at " + location() + ": " + (text.length() > 60 ? text.substring(0, 60) + "…" : text);
    }
}
