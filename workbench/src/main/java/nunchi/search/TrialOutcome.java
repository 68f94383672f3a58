package nunchi.search;

import nunchi.run.StoredResult;

/// A trial that has ended, well or not.
public record TrialOutcome(Trial trial, StoredResult result) {}
