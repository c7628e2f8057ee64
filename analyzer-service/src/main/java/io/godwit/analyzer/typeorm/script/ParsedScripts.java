package io.godwit.analyzer.typeorm.script;

import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.syntax.Grammar;
import io.godwit.analyzer.syntax.SourceParser;
import java.util.LinkedHashMap;
import java.util.Map;

/// Parsed files, kept for the next time the same text is asked for: most files of a change are the same on both sides,
/// and in the next change. The longest unused go first.
final class ParsedScripts {
    /// Characters of source whose trees are kept; a tree takes some thirty times that in bytes.
    private static final int MOST_CHARACTERS = 2_000_000;

    private static final LinkedHashMap<SourceFile, Script> KEPT = new LinkedHashMap<>(64, 0.75f, true);

    private static int characters;

    private ParsedScripts() {}

    static Script of(SourceFile file) {
        synchronized (KEPT) {
            Script kept = KEPT.get(file);
            if (kept != null) {
                return kept;
            }
        }
        Grammar grammar = Grammar.ofPath(file.path()).orElse(Grammar.TYPESCRIPT);
        Script script = new Script(file.path(), SourceParser.treeSitter().parse(grammar, asExpression(file)));
        keep(file, script);
        return script;
    }

    /// An object alone would be a block of statements.
    private static SourceFile asExpression(SourceFile file) {
        return file.path().endsWith(".json") ? new SourceFile(file.path(), "(" + file.text() + ")") : file;
    }

    private static void keep(SourceFile file, Script script) {
        synchronized (KEPT) {
            if (KEPT.putIfAbsent(file, script) == null) {
                characters += file.text().length();
            }
            while (characters > MOST_CHARACTERS && KEPT.size() > 1) {
                Map.Entry<SourceFile, Script> oldest = KEPT.pollFirstEntry();
                characters -= oldest.getKey().text().length();
            }
        }
    }
}
