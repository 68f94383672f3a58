package nunchi.search;

import nunchi.record.RunRecord;

/// A trial that has ended, well or not.
public record TrialOutcome(Trial trial, RunRecord result) {}
