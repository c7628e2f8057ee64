package io.godwit.analyzer.syntax;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.model.Problem;
import io.godwit.model.SourceLocation;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/// tree-sitter, called without glue code of its own. Native parsers are kept and lent out: as many as were ever in use
/// at once, whatever kind of threads came for them.
final class TreeSitterParser implements SourceParser {
    static final SourceParser ONLY = new TreeSitterParser();

    private final ConcurrentLinkedDeque<MemorySegment> idle = new ConcurrentLinkedDeque<>();

    private TreeSitterParser() {}

    @Override
    public SyntaxNode parse(Grammar grammar, SourceFile file) {
        byte[] text = file.text().getBytes(StandardCharsets.UTF_8);
        refuseWhatNobodyWrote(file.ifText(), text);
        try {
            return parse(Language.of(grammar), new SourceText(file.path(), text), text);
        } catch (RuntimeException | Error problem) {
            throw problem;
        } catch (Throwable problem) {
            throw Problem.internal("PARSER_FAILED", file.path() + ": the parser failed.", problem);
        }
    }

    /// Text that is no source code costs the parser seconds to make nothing of.
    private static void refuseWhatNobodyWrote(SourceFile file, byte[] text) {
        if (text.length > LARGEST_FILE) {
            throw refused(
                    file,
                    "it has " + text.length + " bytes; source files of up to " + LARGEST_FILE
                            + " bytes are read. Leave it out of the change, or split it.");
        }
        int open = 0;
        for (byte each : text) {
            switch (each) {
                case '(', '[', '{' -> open++;
                case ')', ']', '}' -> open = Math.max(0, open - 1);
                default -> {}
            }
            if (open > MOST_OPEN_BRACKETS) {
                throw refused(file, "its brackets are nested deeper than " + MOST_OPEN_BRACKETS + " levels.");
            }
        }
    }

    private static ModelUnreadable refused(SourceFile file, String why) {
        return ModelUnreadable.at(SourceLocation.wholeFile(file.path()), "the file cannot be read: " + why);
    }

    /// A parser that failed half-way is not lent out again.
    private SyntaxNode parse(Language language, SourceText source, byte[] text) throws Throwable {
        MemorySegment parser = lend();
        MemorySegment tree = tree(parser, language, text);
        idle.push(parser);
        try {
            return TreeReading.of(language, source, tree);
        } finally {
            TreeSitter.TREE_DELETE.invokeExact(tree);
        }
    }

    private MemorySegment lend() throws Throwable {
        Optional<MemorySegment> parser = Optional.ofNullable(idle.poll());
        return parser.isPresent() ? parser.get() : (MemorySegment) TreeSitter.PARSER_NEW.invokeExact();
    }

    private static MemorySegment tree(MemorySegment parser, Language language, byte[] text) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            boolean fits = (boolean) TreeSitter.PARSER_SET_LANGUAGE.invokeExact(parser, language.pointer());
            MemorySegment tree = fits
                    ? (MemorySegment) TreeSitter.PARSER_PARSE_STRING.invokeExact(
                            parser, MemorySegment.NULL, arena.allocateFrom(JAVA_BYTE, text), text.length)
                    : MemorySegment.NULL;
            if (tree.equals(MemorySegment.NULL)) {
                throw new IllegalStateException("the grammar does not fit this version of tree-sitter");
            }
            return tree;
        }
    }
}
