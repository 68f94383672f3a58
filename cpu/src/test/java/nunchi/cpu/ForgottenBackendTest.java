package nunchi.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import nunchi.backend.Backends;
import nunchi.backend.Numerics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("memory and times are measured")
class ForgottenBackendTest {
    private static final int MANY = 200;

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("nunchi-cpu-"))
                .count();
    }

    @Test
    void backendsThatAreNeverClosedLeaveNoThreads() throws InterruptedException {
        long before = threads();
        for (int i = 0; i < MANY; i++) {
            Backends.named(CpuBackend.NAME, 4);
        }
        for (int attempt = 0; threads() > before && attempt < 600; attempt++) {
            System.gc();
            Thread.sleep(50);
        }
        assertThat(threads()).isLessThanOrEqualTo(before);
    }

    @Test
    void whatABackendMadeKeepsItAlive() throws InterruptedException {
        List<WeakReference<Object>> backends = new ArrayList<>();
        Numerics numerics = numerics(backends);
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(backends.getFirst().get()).isNotNull();
        numerics.share(1, _ -> {});
    }

    private static Numerics numerics(List<WeakReference<Object>> backends) {
        var backend = Backends.named(CpuBackend.NAME, 2);
        backends.add(new WeakReference<>(backend));
        return backend.numerics();
    }
}
