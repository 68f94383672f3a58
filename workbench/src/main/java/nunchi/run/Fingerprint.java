package nunchi.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import nunchi.tensor.Tensor;
import nunchi.train.Snapshot;

/// SHA-256 of models and checkpoints.
final class Fingerprint {
    private final MessageDigest digest;

    private Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /// Of a model: of its tensors' values in the order of their names, little-endian float32.
    static String of(Snapshot model) {
        Fingerprint fingerprint = new Fingerprint();
        new TreeMap<>(model.tensors()).values().forEach(fingerprint::add);
        return fingerprint.text();
    }

    /// Of a text and of tensors with their names and shapes.
    static String of(String text, Map<String, Tensor> tensors) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(text);
        new TreeMap<>(tensors).forEach((name, tensor) -> {
            fingerprint.add("\n%s %s\n".formatted(name, tensor.shape()));
            fingerprint.add(tensor);
        });
        return fingerprint.text();
    }

    private void add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(Tensor tensor) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * tensor.shape().size()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(tensor.values());
        digest.update(bytes);
    }

    private String text() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
