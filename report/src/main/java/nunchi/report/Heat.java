package nunchi.report;

import java.util.ArrayList;
import java.util.List;

/// A map over the image it tells of: the image pale and grey, red where the map is positive, blue where it is
/// negative, the stronger the more.
///
/// @param picture the size, and the channels of its brightnesses
record Heat(Picture picture) {
    private static final int ZERO = 128;
    private static final double REACH = 127;
    private static final int BRIGHTEST = 255;
    private static final int[] RED = {205, 25, 20};
    private static final int[] BLUE = {20, 80, 200};
    private static final int COLOURS = 3;
    private static final int THIRDS = 3;

    /// @param image brightnesses
    /// @param map   a byte for each place, 128 for nothing
    Html html(byte[] image, byte[] map, String what) {
        int places = picture.rows() * picture.columns();
        if (map.length != places || image.length != places * picture.channels()) {
            return Html.NOTHING;
        }
        byte[] drawn = new byte[places * COLOURS];
        for (int place = 0; place < places; place++) {
            double share = ((map[place] & 0xff) - ZERO) / REACH;
            int[] colour = share > 0 ? RED : BLUE;
            for (int i = 0; i < COLOURS; i++) {
                drawn[place * COLOURS + i] =
                        (byte) Math.round(pale(image, place) * (1 - Math.abs(share)) + colour[i] * Math.abs(share));
            }
        }
        return new Picture(picture.rows(), picture.columns(), COLOURS).html(drawn, what + "; " + where(map));
    }

    private double pale(byte[] image, int place) {
        double sum = 0;
        for (int channel = 0; channel < picture.channels(); channel++) {
            sum += image[place * picture.channels() + channel] & 0xff;
        }
        return ZERO + sum / picture.channels() * REACH / BRIGHTEST;
    }

    /// For those who do not see it: in which ninth of the image the map is strongest on average.
    private String where(byte[] map) {
        double[] sums = new double[THIRDS * THIRDS];
        int[] counts = new int[sums.length];
        for (int place = 0; place < map.length; place++) {
            int ninth = place / picture.columns() * THIRDS / picture.rows() * THIRDS
                    + place % picture.columns() * THIRDS / picture.columns();
            sums[ninth] += Math.abs((map[place] & 0xff) - ZERO);
            counts[ninth]++;
        }
        int strongest = 0;
        for (int ninth = 1; ninth < sums.length; ninth++) {
            strongest = sums[ninth] / Math.max(1, counts[ninth]) > sums[strongest] / Math.max(1, counts[strongest])
                    ? ninth
                    : strongest;
        }
        return sums[strongest] == 0 ? "it is empty" : "it is strongest " + name(strongest);
    }

    private static String name(int ninth) {
        List<String> words = new ArrayList<>();
        words.add(List.of("at the top", "", "at the bottom").get(ninth / THIRDS));
        words.add(List.of("left", "", "right").get(ninth % THIRDS));
        words.removeIf(String::isEmpty);
        return words.isEmpty()
                ? "in the middle"
                : words.getFirst().startsWith("at") ? String.join(" ", words) : "at the " + words.getFirst();
    }
}
