package io.godwit.analyzer.syntax;

import io.godwit.model.Problem;
import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Map;

/// A loaded grammar with the names of its kinds of nodes and of its fields.
///
/// @param pointer tree-sitter's `TSLanguage`
/// @param kinds   by number of symbol
/// @param named   by number of symbol, whether it is more than punctuation
/// @param fields  by number of field; the first is no field
record Language(MemorySegment pointer, String[] kinds, boolean[] named, String[] fields) {
    /// `TSSymbolTypeRegular`, the type of symbols that are not punctuation.
    private static final int REGULAR = 0;

    private static final int LONGEST_NAME = 1024;

    private static final Map<Grammar, Language> LOADED = new EnumMap<>(Grammar.class);

    static Language of(Grammar grammar) {
        synchronized (LOADED) {
            return LOADED.computeIfAbsent(grammar, Language::load);
        }
    }

    /// Tree-sitter's number for text it does not understand lies outside of the grammar's own.
    String kind(int symbol) {
        return symbol < kinds.length ? kinds[symbol] : SyntaxNode.ERROR;
    }

    boolean isNamed(int symbol) {
        return symbol >= named.length || named[symbol];
    }

    private static Language load(Grammar grammar) {
        try {
            MemorySegment pointer = TreeSitter.language(grammar.nativeName());
            String[] kinds = new String[(int) TreeSitter.SYMBOL_COUNT.invokeExact(pointer)];
            boolean[] named = new boolean[kinds.length];
            for (int symbol = 0; symbol < kinds.length; symbol++) {
                kinds[symbol] = text((MemorySegment) TreeSitter.SYMBOL_NAME.invokeExact(pointer, (short) symbol));
                named[symbol] = (int) TreeSitter.SYMBOL_TYPE.invokeExact(pointer, (short) symbol) == REGULAR;
            }
            String[] fields = new String[(int) TreeSitter.FIELD_COUNT.invokeExact(pointer) + 1];
            fields[0] = "";
            for (int field = 1; field < fields.length; field++) {
                fields[field] = text((MemorySegment) TreeSitter.FIELD_NAME.invokeExact(pointer, (short) field));
            }
            return new Language(pointer, kinds, named, fields);
        } catch (Problem problem) {
            throw problem;
        } catch (Throwable problem) {
            throw Problem.internal("GRAMMAR_NOT_LOADED", "The grammar of " + grammar + " cannot be loaded.", problem);
        }
    }

    private static String text(MemorySegment pointer) {
        return pointer.equals(MemorySegment.NULL)
                ? ""
                : pointer.reinterpret(LONGEST_NAME).getString(0).intern();
    }
}
