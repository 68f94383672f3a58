package nunchi.run;

import java.util.Base64;
import nunchi.record.InspectionRecord.SaliencyRecord;
import nunchi.saliency.Saliency;
import nunchi.saliency.SaliencyMap;

/// A saliency map in JSON: a byte for each pixel, 128 for none, up to 255 for what raises the score, down to 1 for what
/// lowers it.
public final class SaliencyFile {
    private static final int ZERO = 128;
    private static final int REACH = 127;

    private SaliencyFile() {}

    /// @param method that made the map
    public static SaliencyRecord of(Saliency method, SaliencyMap map) {
        float[] shares = map.shares();
        byte[] bytes = new byte[shares.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (ZERO + Math.round(REACH * shares[i]));
        }
        return new SaliencyRecord(
                method.name(),
                map.signed(),
                map.score(),
                Double.isNaN(map.gap()) ? null : map.gap(),
                Base64.getEncoder().encodeToString(bytes));
    }
}
