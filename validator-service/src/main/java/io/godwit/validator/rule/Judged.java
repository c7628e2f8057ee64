package io.godwit.validator.rule;

import io.godwit.model.finding.Finding;
import io.godwit.model.finding.Verdict;

/// A finding and what it means for the plan.
///
/// @param verdict APPROVED for one that only informs
public record Judged(Finding finding, Verdict verdict) {}
