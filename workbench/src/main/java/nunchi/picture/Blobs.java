package nunchi.picture;

import java.util.Arrays;

/// Tells strokes from specks and noise: connected ink that is strong somewhere, and not much less than the largest.
final class Blobs {
    /// Of brightness: what is fainter is a shade of the paper.
    private static final float FAINTEST_INK = 16;
    private static final float EDGE = 0.1f;
    private static final int NOISE = 4;
    private static final double SPECK = 0.02;

    private final Ink ink;
    private final float low;
    private final int[] blob;
    private final int[] waiting;

    private Blobs(Ink ink, float low) {
        this.ink = ink;
        this.low = low;
        this.blob = new int[ink.values().length];
        this.waiting = new int[ink.values().length];
    }

    /// The strokes within their box, from 0 to 255 and above; null where there are none.
    static Ink strokes(Ink ink) {
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
        boolean[] kept = blobs.kept(strong);
        return blobs.cut(kept, Picture.MOST / white);
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

    /// By the blobs' numbers, from 1.
    private boolean[] kept(float strong) {
        double[] mass = new double[blob.length + 1];
        float[] peak = new float[blob.length + 1];
        int blobs = 0;
        for (int i = 0; i < blob.length; i++) {
            if (blob[i] == 0 && ink.values()[i] > low) {
                blobs++;
                flood(i, blobs);
            }
            mass[blob[i]] += blob[i] == 0 ? 0 : ink.values()[i];
            peak[blob[i]] = Math.max(peak[blob[i]], ink.values()[i]);
        }
        double largest = Arrays.stream(mass).max().orElse(0);
        boolean[] kept = new boolean[blobs + 1];
        for (int number = 1; number <= blobs; number++) {
            kept[number] = peak[number] >= strong && mass[number] >= SPECK * largest;
        }
        return kept;
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
