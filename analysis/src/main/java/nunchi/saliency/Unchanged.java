package nunchi.saliency;

import java.util.List;

/// The images as they are.
record Unchanged(List<Score> subjects) implements Passes.Variants {
    @Override
    public Score subject(int row) {
        return subjects.get(row);
    }

    @Override
    public void write(int row, float[] into, int offset) {
        float[] example = subject(row).example();
        System.arraycopy(example, 0, into, offset, example.length);
    }
}
