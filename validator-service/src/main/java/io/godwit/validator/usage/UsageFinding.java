package io.godwit.validator.usage;

import io.godwit.model.finding.Finding;
import io.godwit.model.finding.Verdict;

/// What a plan would break, and what follows from it under the policy.
public record UsageFinding(Finding finding, Verdict verdict) {}
