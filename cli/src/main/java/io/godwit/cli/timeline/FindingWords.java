package io.godwit.cli.timeline;

import io.godwit.events.Evidence;
import io.godwit.events.Finding;
import java.util.ArrayList;
import java.util.List;

/// The first findings, a line each with its first evidence.
final class FindingWords {
    private FindingWords() {}

    static List<String> of(List<Finding> findings) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : findings.subList(0, Math.min(Narration.MANY, findings.size()))) {
            lines.add(Words.shortened(
                    "%s %s: %s%s"
                            .formatted(
                                    finding.getCode(),
                                    finding.getSeverity().name().toLowerCase(java.util.Locale.ROOT),
                                    finding.getMessage(),
                                    finding.getSuggestion().isEmpty() ? "" : " → " + finding.getSuggestion()),
                    2 * Narration.WIDTH));
            finding.getEvidence().stream()
                    .limit(1)
                    .map(evidence -> "  " + known(evidence))
                    .forEach(lines::add);
        }
        if (findings.size() > Narration.MANY) {
            lines.add("… and " + Words.count(findings.size() - Narration.MANY, "further finding"));
        }
        return lines;
    }

    private static String known(Evidence evidence) {
        return Words.shortened(
                evidence.getProvenance().name().toLowerCase(java.util.Locale.ROOT) + ": " + evidence.getFact(),
                Narration.WIDTH);
    }
}
