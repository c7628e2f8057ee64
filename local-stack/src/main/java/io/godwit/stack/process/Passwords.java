package io.godwit.stack.process;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/// Passwords nobody has to remember.
public final class Passwords {
    private static final String LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    /// 24 letters and digits, safe in URLs and shells.
    public static String random() {
        return RANDOM.ints(LENGTH, 0, LETTERS.length())
                .mapToObj(index -> String.valueOf(LETTERS.charAt(index)))
                .collect(Collectors.joining());
    }
}
