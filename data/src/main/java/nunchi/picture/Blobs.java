package nunchi.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Tells strokes from specks and noise: connected ink that is strong somewhere, and not much less than the largest. On
/// a photograph also from what is no drawing: ink along much of a side (a table's edge, a shadow) is left out, as is
/// what touches the border where there is other ink, and what lies far from the largest.
final class Blobs {
    /// Of brightness: what is fainter is a shade of the paper.
    private static final float FAINTEST_INK = 16;
    private static final float EDGE = 0.1f;
    private static final int NOISE = 4;
    private static final double SPECK = 0.02;
    /// Of another's mass: no speck beside it.
    private static final double MUCH = 0.2;
    /// Of a drawing's side: what is farther away does not belong to it.
    private static final double NEARBY = 0.3;

    private final Ink ink;
    private final float low;
    private final int[] blob;
    private final int[] waiting;
    private final List<Blob> all = new ArrayList<>();

    private Blobs(Ink ink, float low) {
        this.ink = ink;
        this.low = low;
        this.blob = new int[ink.values().length];
        this.waiting = new int[ink.values().length];
    }

    /// What was found.
    ///
    /// @param ink    the strokes within their box, from 0 to 255 and above
    /// @param atEdge whether they touch the image's border
    /// @param apart  whether there are others as large that do not belong to the same drawing
    /// @param white  the ink that becomes white, 0 … 255
    record Found(Ink ink, boolean atEdge, boolean apart, float white) {}

    /// @param photograph whether what is no drawing is left out
    /// @return null where there are no strokes
    static @Nullable Found strokes(Ink ink, boolean photograph) {
        float strong = ink.threshold();
        float[] sorted = ink.values().clone();
        Arrays.sort(sorted);
        int first = 0;
        while (first < sorted.length && sorted[first] < strong) {
            first++;
        }
        if (first == sorted.length || sorted[sorted.length - 1] < FAINTEST_INK) {
            return null;
        }
        float white = sorted[first + (sorted.length - first) * 9 / 10];
        float low = Math.max(EDGE * white, Math.min(NOISE * noise(sorted, strong / 2), strong / 2));
        Blobs blobs = new Blobs(ink, low);
        blobs.measure();
        if (photograph) {
            blobs.dismiss(strong);
        }
        boolean[] kept = blobs.kept(strong);
        if (!blobs.any(kept)) {
            return null;
        }
        boolean atEdge = false;
        for (int number = 1; number < kept.length; number++) {
            atEdge |= kept[number] && blobs.touches(number);
        }
        boolean apart = blobs.gather(kept, photograph);
        return new Found(blobs.cut(kept, Picture.MOST / white), atEdge, apart, white);
    }

    /// The root of the mean square of what is no ink.
    private static float noise(float[] sorted, float limit) {
        double sum = 0;
        int count = 0;
        while (count < sorted.length && sorted[count] < limit) {
            sum += sorted[count] * sorted[count];
            count++;
        }
        return (float) Math.sqrt(sum / Math.max(1, count));
    }

    private void measure() {
        for (int i = 0; i < blob.length; i++) {
            if (blob[i] == 0 && ink.values()[i] > low) {
                flood(i, all.size() + 1);
                all.add(new Blob());
            }
            if (blob[i] > 0) {
                all.get(blob[i] - 1).add(ink.values()[i], i / ink.columns(), i % ink.columns(), ink);
            }
        }
    }

    private boolean touches(int number) {
        return IntStream.of(all.get(number - 1).borders).sum() > 0;
    }

    /// Takes the mass of what is no drawing.
    private void dismiss(float strong) {
        for (Blob each : all) {
            if (each.isAlongASide(ink)) {
                each.mass = 0;
            }
        }
        double inner = all.stream()
                .filter(each -> IntStream.of(each.borders).sum() == 0 && each.peak >= strong)
                .mapToDouble(each -> each.mass)
                .max()
                .orElse(0);
        double outer = all.stream().mapToDouble(each -> each.mass).max().orElse(0);
        for (Blob each : all) {
            if (inner > MUCH * outer && IntStream.of(each.borders).sum() > 0) {
                each.mass = 0;
            }
        }
    }

    /// By the blobs' numbers, from 1.
    private boolean[] kept(float strong) {
        double largest = all.stream().mapToDouble(each -> each.mass).max().orElse(0);
        boolean[] kept = new boolean[all.size() + 1];
        for (int number = 1; number < kept.length; number++) {
            Blob each = all.get(number - 1);
            kept[number] = each.mass > 0 && each.peak >= strong && each.mass >= SPECK * largest;
        }
        return kept;
    }

    private boolean any(boolean[] kept) {
        return IntStream.range(0, kept.length).anyMatch(number -> kept[number]);
    }

    /// Leaves the largest and what lies near it, on a photograph.
    ///
    /// @return whether there is another drawing
    private boolean gather(boolean[] kept, boolean photograph) {
        Blob largest = IntStream.range(1, kept.length)
                .filter(number -> kept[number])
                .mapToObj(number -> all.get(number - 1))
                .max(Comparator.comparingDouble(each -> each.mass))
                .orElseThrow();
        boolean apart = false;
        for (int number = 1; number < kept.length; number++) {
            Blob each = all.get(number - 1);
            boolean far = kept[number] && each != largest && each.gap(largest) > NEARBY * largest.side();
            apart |= far && each.mass > MUCH * largest.mass;
            kept[number] &= !far || !photograph;
        }
        return apart;
    }

    private void flood(int start, int number) {
        int count = 0;
        blob[start] = number;
        waiting[count++] = start;
        while (count > 0) {
            int here = waiting[--count];
            for (int k = 0; k < 9; k++) {
                int row = here / ink.columns() + k / 3 - 1;
                int column = here % ink.columns() + k % 3 - 1;
                int next = row * ink.columns() + column;
                if (ink.at(row, column) > low && blob[next] == 0) {
                    blob[next] = number;
                    waiting[count++] = next;
                }
            }
        }
    }

    private Ink cut(boolean[] kept, float factor) {
        int top = ink.rows();
        int bottom = -1;
        int left = ink.columns();
        int right = -1;
        for (int i = 0; i < blob.length; i++) {
            if (kept[blob[i]]) {
                top = Math.min(top, i / ink.columns());
                bottom = i / ink.columns();
                left = Math.min(left, i % ink.columns());
                right = Math.max(right, i % ink.columns());
            }
        }
        int columns = right - left + 1;
        float[] values = new float[(bottom - top + 1) * columns];
        for (int i = 0; i < values.length; i++) {
            int place = (top + i / columns) * ink.columns() + left + i % columns;
            values[i] = kept[blob[place]] ? factor * ink.values()[place] : 0;
        }
        return new Ink(bottom - top + 1, columns, values, ink.dark());
    }
}
