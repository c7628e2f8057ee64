package io.godwit.analyzer.syntax;

import io.godwit.analyzer.syntax.SyntaxNode.Marks;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Copies a tree of tree-sitter's into [SyntaxNode]s, without recursion.
final class TreeReading {
    private final Language language;
    private final SourceText source;
    private final MemorySegment cursor;
    private final SegmentAllocator oneNode;
    private final boolean anyError;
    private final Deque<Open> open = new ArrayDeque<>();

    private record Open(int symbol, int field, int start, int end, boolean hasError, List<SyntaxNode> children) {}

    private TreeReading(Language language, SourceText source, MemorySegment tree, Arena arena) throws Throwable {
        this.language = language;
        this.source = source;
        MemorySegment node = arena.allocate(TreeSitter.NODE);
        this.oneNode = SegmentAllocator.prefixAllocator(node);
        MemorySegment root = (MemorySegment) TreeSitter.TREE_ROOT_NODE.invokeExact(oneNode, tree);
        this.anyError = (boolean) TreeSitter.NODE_HAS_ERROR.invokeExact(root);
        this.cursor = (MemorySegment) TreeSitter.CURSOR_NEW.invokeExact((SegmentAllocator) arena, root);
    }

    static SyntaxNode of(Language language, SourceText source, MemorySegment tree) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            TreeReading reading = new TreeReading(language, source, tree, arena);
            try {
                return reading.root();
            } finally {
                TreeSitter.CURSOR_DELETE.invokeExact(reading.cursor);
            }
        }
    }

    private SyntaxNode root() throws Throwable {
        while (true) {
            MemorySegment node = (MemorySegment) TreeSitter.CURSOR_NODE.invokeExact(oneNode, cursor);
            int symbol = Short.toUnsignedInt((short) TreeSitter.NODE_SYMBOL.invokeExact(node));
            int field = (short) TreeSitter.CURSOR_FIELD.invokeExact(cursor);
            int start = (int) TreeSitter.NODE_START.invokeExact(node);
            int end = (int) TreeSitter.NODE_END.invokeExact(node);
            boolean hasError = anyError && (boolean) TreeSitter.NODE_HAS_ERROR.invokeExact(node);
            boolean missing = hasError && (boolean) TreeSitter.NODE_MISSING.invokeExact(node);
            boolean tooDeep = open.size() >= SourceParser.DEEPEST_NESTING;
            if (!tooDeep && (boolean) TreeSitter.CURSOR_FIRST_CHILD.invokeExact(cursor)) {
                open.push(new Open(symbol, field, start, end, hasError, new ArrayList<>(4)));
                continue;
            }
            boolean cut = tooDeep && end - start > 1;
            SyntaxNode leaf = new SyntaxNode(
                    source,
                    cut ? SyntaxNode.ERROR : language.kind(symbol),
                    language.fields()[field],
                    new Marks(language.isNamed(symbol), missing, hasError || cut),
                    start,
                    end,
                    List.of());
            if (open.isEmpty()) {
                return leaf;
            }
            open.element().children().add(leaf);
            while (!(boolean) TreeSitter.CURSOR_NEXT_SIBLING.invokeExact(cursor)) {
                SyntaxNode done = closed();
                if (open.isEmpty()) {
                    return done;
                }
                open.element().children().add(done);
                boolean _ = (boolean) TreeSitter.CURSOR_PARENT.invokeExact(cursor);
            }
        }
    }

    private SyntaxNode closed() {
        Open done = open.pop();
        boolean hasError = done.hasError() || done.children().stream().anyMatch(SyntaxNode::hasError);
        return new SyntaxNode(
                source,
                language.kind(done.symbol()),
                language.fields()[done.field()],
                new Marks(language.isNamed(done.symbol()), false, hasError),
                done.start(),
                done.end(),
                List.copyOf(done.children()));
    }
}
