package io.godwit.capture;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigException;

/// Reads masking rules from the configuration.
final class MaskingRules {
    private MaskingRules() {}

    /// The patterns of one kind of rule.
    static List<Pattern> of(List<String> rules, String kind) {
        rules.stream()
                .filter(rule -> !rule.startsWith("value=") && !rule.startsWith("name="))
                .findFirst()
                .ifPresent(rule -> {
                    throw new ConfigException("capture.mask", rule, "a rule is value=REGEX or name=REGEX");
                });
        return rules.stream()
                .filter(rule -> rule.startsWith(kind))
                .map(rule -> pattern(rule.substring(kind.length())))
                .toList();
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException wrong) {
            throw new ConfigException("capture.mask", text, wrong.getMessage());
        }
    }
}
