package io.godwit.capture;

import io.godwit.postgres.SqlConstants;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Replaces values before they leave the service that captured them. A masked value keeps its shape (digits stay
/// digits, letters letters, all else as it is), so that it still fits its column, and equal values stay equal, so that
/// a key still finds its row.
final class Masking {
    /// What became of a text.
    record Masked(String text, boolean changed) {}

    private final List<Pattern> values;
    private final List<Pattern> names;
    private final byte[] key;

    private Masking(List<Pattern> values, List<Pattern> names, byte[] key) {
        this.values = values;
        this.names = names;
        this.key = key;
    }

    /// @param rules `value=REGEX` or `name=REGEX`, case ignored
    /// @throws org.apache.kafka.common.config.ConfigException if a rule is neither, or its pattern is wrong
    static Masking of(List<String> rules, Optional<String> secret) {
        byte[] key = secret.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElseGet(() -> {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            return random;
        });
        return new Masking(MaskingRules.of(rules, "value="), MaskingRules.of(rules, "name="), key);
    }

    /// A parameter's value, or a column's.
    ///
    /// @param named whether the statement or the column bears a name to be masked
    Masked value(String value, boolean named) {
        boolean hit = named || found(values, value);
        return new Masked(hit ? pseudonym(value) : value, hit);
    }

    /// Whether a column's values are all masked.
    boolean hasName(String name) {
        return found(names, name);
    }

    /// Whether a statement names something all of whose values are masked.
    boolean namesIn(String sql) {
        return !names.isEmpty() && found(names, SqlConstants.replaced(sql, _ -> "?"));
    }

    /// The text with its constants masked.
    Masked sql(String sql, boolean named) {
        if (!named && values.isEmpty()) {
            return new Masked(sql, false);
        }
        boolean[] changed = {false};
        String text = SqlConstants.replaced(sql, constant -> {
            boolean hit = named || found(values, constant);
            changed[0] |= hit;
            return hit ? constant(constant) : constant;
        });
        // Unchanged statements keep their comments, which may hold hints and trace ids.
        return new Masked(changed[0] ? text : sql, changed[0]);
    }

    private static boolean found(List<Pattern> patterns, String text) {
        Predicate<Pattern> in = pattern -> pattern.matcher(text).find();
        return patterns.stream().anyMatch(in);
    }

    /// Masks what is between the quotes; of a number its digits only.
    private String constant(String constant) {
        int open = constant.indexOf(constant.startsWith("$") ? '$' : '\'');
        if (open < 0) {
            return pseudonym(constant.replaceAll("[A-Za-z_]\\w*", ""));
        }
        int from = constant.startsWith("$") ? constant.indexOf('$', 1) + 1 : open + 1;
        int to = constant.lastIndexOf(constant.startsWith("$") ? '$' : '\'');
        if (constant.startsWith("$")) {
            to = Math.max(from, to - from + 1);
        }
        return to < from
                ? constant
                : constant.substring(0, from) + pseudonym(constant.substring(from, to)) + constant.substring(to);
    }

    private String pseudonym(String value) {
        byte[] noise = hash(value);
        StringBuilder result = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int random = (noise[i % noise.length] & 0xff) + i / noise.length * 7;
            if (c >= '0' && c <= '9') {
                result.append((char) ('0' + random % 10));
            } else if (Character.isLetter(c)) {
                result.append((char) ((Character.isUpperCase(c) ? 'A' : 'a') + random % 26));
            } else {
                result.append(c);
            }
        }
        return result.toString();
    }

    private byte[] hash(String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
