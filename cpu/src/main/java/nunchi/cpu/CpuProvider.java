package nunchi.cpu;

import nunchi.backend.Backend;
import nunchi.backend.BackendProvider;
import nunchi.backend.JavaFault;
import nunchi.cpu.kernel.Kernels;

/// Registers the CPU backend.
public final class CpuProvider implements BackendProvider {
    private static final int SPEED = 100;
    private static volatile boolean told;

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
        if (!told) {
            told = true;
            warn();
        }
        return new CpuBackend(threads, Kernels.best());
    }

    private static void warn() {
        if (!Kernels.vectorModulePresent()) {
            System.err.println("nunchi: the Vector API is off, so that training takes ten to fourteen times as long; "
                    + "start java with --add-modules jdk.incubator.vector");
        }
        JavaFault.present().ifPresent(fault -> System.err.println("nunchi: results may be wrong: " + fault));
    }
}
