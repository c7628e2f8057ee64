package io.godwit.validator.prediction;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The words of the statements so far: what they mention, they may have made, renamed or dropped, so that the catalog
/// as it is no longer tells about it.
final class Mentioned {
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}_$]+");

    private final Set<String> words = new HashSet<>();

    /// To go on from without changing this.
    Mentioned copy() {
        Mentioned copy = new Mentioned();
        copy.words.addAll(words);
        return copy;
    }

    void add(String statement) {
        words(statement).forEach(words::add);
    }

    /// Whether there were none.
    boolean isEmpty() {
        return words.isEmpty();
    }

    /// Whether the statements so far may be about something of that name; in doubt they are.
    boolean contains(String name) {
        return words(name).allMatch(words::contains);
    }

    private static Stream<String> words(String text) {
        return NO_WORD.splitAsStream(text.toLowerCase(Locale.ROOT)).filter(word -> !word.isEmpty());
    }
}
