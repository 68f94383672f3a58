package nunchi.cpu.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("memory and times are measured")
class ThreadPoolTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void doesEveryTaskOfEveryPieceOfWorkExactlyOnce(int threads) {
        try (ThreadPool team = new ThreadPool(threads)) {
            for (int round = 0; round < 2000; round++) {
                int tasks = round % 17;
                AtomicIntegerArray counts = new AtomicIntegerArray(17);
                team.run(tasks, (task, member) -> counts.incrementAndGet(task));
                for (int task = 0; task < 17; task++) {
                    assertThat(counts.get(task)).isEqualTo(task < tasks ? 1 : 0);
                }
            }
        }
    }

    @Test
    void wakesItsParkedMembers() throws InterruptedException {
        try (ThreadPool team = new ThreadPool(3)) {
            for (int round = 0; round < 5; round++) {
                AtomicIntegerArray counts = new AtomicIntegerArray(100);
                team.run(100, (task, member) -> counts.incrementAndGet(task));
                assertThat(counts.get(99)).isOne();
                Thread.sleep(20);
            }
        }
    }

    /// So that its core is free for the thread it waits for.
    @Test
    void theCallerSleepsWhileItWaitsLong() {
        try (ThreadPool team = new ThreadPool(2)) {
            CountDownLatch begun = new CountDownLatch(1);
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            team.run(2, (task, member) -> {
                if (member == 0) {
                    await(begun);
                } else {
                    begun.countDown();
                    LockSupport.parkNanos(500_000_000);
                }
            });
            assertThat(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before)
                    .isLessThan(100_000_000);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void handsOnWhatATaskThrowsAndWorksOn() {
        try (ThreadPool team = new ThreadPool(2)) {
            assertThatThrownBy(() -> team.run(8, (task, member) -> {
                        if (task == 5) {
                            throw new IllegalStateException("task 5");
                        }
                    }))
                    .hasMessage("task 5");
            AtomicIntegerArray counts = new AtomicIntegerArray(8);
            team.run(8, (task, member) -> counts.incrementAndGet(task));
            assertThat(counts.get(7)).isOne();
        }
    }
}
