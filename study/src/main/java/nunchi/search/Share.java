package nunchi.search;

import java.util.List;
import nunchi.check.Check;

/// The trials of a plan that one process trains, where several train into one folder.
public sealed interface Share {
    /// In the order of the plan.
    ///
    /// @throws nunchi.check.InvalidRequestException where the plan has not all of them
    List<Trial> of(Plan plan);

    /// One of several parts. Trials are dealt in turn, so parts differ by one trial at most. There may be more parts
    /// than trials.
    ///
    /// @param number from 1
    /// @param parts  at least 1
    record Part(int number, int parts) implements Share {
        public Part {
            Check.require(
                    parts >= 1 && number >= 1 && number <= parts,
                    "%d/%d is no part of a search; give NUMBER/PARTS with a number from 1 to the number of parts"
                            .formatted(number, parts));
        }

        @Override
        public List<Trial> of(Plan plan) {
            return plan.trials().stream()
                    .filter(trial -> (trial.number() - 1) % parts == number - 1)
                    .toList();
        }
    }

    /// Trials by their numbers.
    ///
    /// @param spans at least one
    record Numbers(List<Span> spans) implements Share {
        public Numbers {
            spans = Check.elements("spans", spans);
            Check.require(!spans.isEmpty(), "spans is empty; give at least one");
        }

        @Override
        public List<Trial> of(Plan plan) {
            int all = plan.trials().size();
            for (Span span : spans) {
                Check.require(
                        span.last <= all,
                        "the search has no trial %d: its plan has %,d trials".formatted(span.last, all));
            }
            return plan.trials().stream()
                    .filter(trial -> spans.stream().anyMatch(span -> span.has(trial)))
                    .toList();
        }
    }

    /// Trials that follow each other.
    ///
    /// @param first number of the first trial, from 1
    /// @param last  number of the last trial
    record Span(int first, int last) {
        public Span {
            Check.require(
                    first >= 1 && last >= first,
                    "%d-%d are no trials; trials are numbered from 1, and the first number is not above the last"
                            .formatted(first, last));
        }

        private boolean has(Trial trial) {
            return trial.number() >= first && trial.number() <= last;
        }
    }
}
