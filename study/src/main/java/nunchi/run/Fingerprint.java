package nunchi.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import nunchi.data.Dataset;
import nunchi.data.Split;
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

    /// Of examples and targets, row by row: what data of a program's own, which lies in no files, is known by.
    static String of(SequencedMap<Split, Dataset> parts) {
        Fingerprint fingerprint = new Fingerprint();
        parts.forEach((name, part) -> {
            fingerprint.add("\n%s %s %s %d\n".formatted(name, part.example(), part.target(), part.size()));
            int size = part.example().size();
            float[] values = new float[size + part.target().size()];
            for (int row = 0; row < part.size(); row++) {
                part.example(row, values, 0);
                part.target(row, values, size);
                fingerprint.add(values);
            }
        });
        return fingerprint.text();
    }

    private void add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(Tensor tensor) {
        add(tensor.values());
    }

    private void add(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        digest.update(bytes);
    }

    private String text() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
