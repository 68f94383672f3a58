package nunchi.cpu;

import nunchi.backend.Backend;
import nunchi.backend.BackendProvider;
import nunchi.cpu.kernel.Kernels;

/// Registers the CPU backend.
public final class CpuProvider implements BackendProvider {
    private static final int SPEED = 100;

    @Override
    public String name() {
        return CpuBackend.NAME;
    }

    @Override
    public int speed() {
        return SPEED;
    }

    @Override
    public Backend create(int threads) {
        return new CpuBackend(threads, Kernels.best());
    }
}
