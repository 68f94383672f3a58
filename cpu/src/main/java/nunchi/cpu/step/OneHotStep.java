package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.memory.Buffer;

/// Class numbers `[rows]` to indicator vectors `[rows, classes]`; what is no class makes a row of zeros.
public record OneHotStep(Buffer labels, Buffer result) implements Step {
    @Override
    public void run(long step) {
        int classes = result.size() / labels.size();
        Arrays.fill(result.array(), result.offset(), result.offset() + result.size(), 0f);
        for (int row = 0; row < labels.size(); row++) {
            float label = labels.array()[labels.offset() + row];
            if (label >= 0 && label < classes && label == (int) label) {
                result.array()[result.offset() + row * classes + (int) label] = 1f;
            }
        }
    }
}
