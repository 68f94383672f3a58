package nunchi.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import nunchi.tensor.Tensor;

/// SHA-256 of models, checkpoints and data.
public final class Fingerprint {
    private final MessageDigest digest;

    /// Of nothing yet.
    public Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /// Of a model: of its tensors' values in the order of their names, little-endian float32.
    public static String of(Snapshot model) {
        Fingerprint fingerprint = new Fingerprint();
        new TreeMap<>(model.tensors()).values().forEach(fingerprint::add);
        return fingerprint.text();
    }

    /// Of a text and of tensors with their names and shapes.
    public static String of(String text, Map<String, Tensor> tensors) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(text);
        new TreeMap<>(tensors).forEach((name, tensor) -> {
            fingerprint.add("\n%s %s\n".formatted(name, tensor.shape()));
            fingerprint.add(tensor);
        });
        return fingerprint.text();
    }

    /// A text in UTF-8.
    public void add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(Tensor tensor) {
        add(tensor.values());
    }

    /// Float32, little-endian.
    public void add(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        digest.update(bytes);
    }

    /// Of all that was added, in hexadecimal digits.
    public String text() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
