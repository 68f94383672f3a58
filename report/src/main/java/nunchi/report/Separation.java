package nunchi.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nunchi.record.InspectionRecord;
import nunchi.record.InspectionRecord.LaidOutRecord;
import nunchi.text.Numbers;

/// Whether classes lie further apart from layer to layer: the 1-nearest-neighbour accuracy, with what may be chance.
///
/// @param names  of the layers
/// @param shares by layer; empty where there are no classes
/// @param rows   that were asked
record Separation(List<String> names, List<Double> shares, long rows) {
    /// Differences of less than so many standard errors may be chance.
    private static final double ERRORS = 2;

    static Separation of(InspectionRecord inspection) {
        List<String> names = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        for (LaidOutRecord layer : inspection.layers()) {
            if (!Double.isNaN(layer.nearestLabel())) {
                names.add(LayersSection.name(layer));
                shares.add(layer.nearestLabel());
            }
        }
        return new Separation(names, shares, inspection.rows() == null ? 1 : inspection.rows());
    }

    String inWords() {
        if (shares.isEmpty()) {
            return "There are no classes, so their separation cannot be measured.";
        }
        String first =
                "By all values of a layer, the 1-NN accuracy (rows whose nearest other row is of the same class) is %s at %s"
                        .formatted(Numbers.percent(shares.getFirst()), names.getFirst());
        if (shares.size() == 1) {
            return first + ".";
        }
        return "%s and %s at %s. %s".formatted(first, Numbers.percent(shares.getLast()), names.getLast(), verdict());
    }

    private String verdict() {
        double change = shares.getLast() - shares.getFirst();
        if (Math.abs(change) <= chance(0, shares.size() - 1)) {
            return "From the first to the last the classes neither separate nor mix by more than chance would do with so many rows.";
        }
        if (change < 0) {
            return "By this measure the classes lie less far apart at the end than at the beginning; they lie furthest apart at %s."
                    .formatted(best());
        }
        List<String> falls = new ArrayList<>();
        boolean always = true;
        boolean surely = true;
        for (int i = 1; i < shares.size(); i++) {
            always &= shares.get(i) >= shares.get(i - 1);
            surely &= shares.get(i) - shares.get(i - 1) > chance(i - 1, i);
            if (shares.get(i - 1) - shares.get(i) > chance(i - 1, i)) {
                falls.add(names.get(i));
            }
        }
        if (always) {
            return shares.size() == 2
                    ? "The classes lie further apart at the latter."
                    : surely
                            ? "The classes separate more and more from layer to layer."
                            : "The classes lie further apart at the end than at the beginning; not every step from one layer to the next is more than chance would make.";
        }
        return "The classes lie further apart at the end than at the beginning, though not more so at every layer: the accuracy falls "
                + (falls.isEmpty()
                        ? "in between, by no more than chance would do."
                        : "at %s.".formatted(String.join(", ", falls)));
    }

    private String best() {
        int best = shares.indexOf(Collections.max(shares));
        return "%s (%s)".formatted(names.get(best), Numbers.percent(shares.get(best)));
    }

    private double chance(int one, int other) {
        double variance = shares.get(one) * (1 - shares.get(one)) + shares.get(other) * (1 - shares.get(other));
        return ERRORS * Math.sqrt(variance / rows);
    }
}
