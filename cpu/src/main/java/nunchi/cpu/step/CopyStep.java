package nunchi.cpu.step;

import nunchi.cpu.memory.Buffer;

/// Moves a value to where it must lie at the end of a step.
public record CopyStep(Buffer source, Buffer target) implements Step {
    @Override
    public void run(long step) {
        System.arraycopy(source.array(), source.offset(), target.array(), target.offset(), source.size());
    }
}
