package nunchi.cpu.step;

/// A kernel bound to its buffers: one entry of a program's schedule.
public interface Step {

    /// @param step the number of the training step, from 0
    void run(long step);
}
