package nunchi.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import nunchi.tensor.Tensor;
import nunchi.train.Snapshot;

/// The SHA-256 of a model: of its tensors' values in the order of their names, little-endian float32.
final class Fingerprint {
    private Fingerprint() {}

    static String of(Snapshot model) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Tensor tensor : new TreeMap<>(model.tensors()).values()) {
                ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * tensor.shape().size()).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(tensor.values());
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
