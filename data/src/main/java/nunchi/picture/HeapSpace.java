package nunchi.picture;

import nunchi.check.Remedy;
import nunchi.check.StoppedException;
import nunchi.check.TooLittleMemoryException;

/// What is free on the heap, handed out to the threads that read pictures: an image that must wait for others waits,
/// one that never fits is refused.
final class HeapSpace {
    private static final int MEBIBYTE = 20;
    private static final Object LOCK = new Object();
    private static long taken;

    private HeapSpace() {}

    /// Takes so many bytes until they are given back.
    ///
    /// @param what the image, for the refusal: `seven.jpg, of 4,000 rows and 3,000 columns,`
    /// @throws TooLittleMemoryException where not even all of the free heap is enough
    static void take(String what, long bytes) {
        synchronized (LOCK) {
            while (taken > 0 && bytes > free() - taken) {
                await();
            }
            require(what, bytes);
            taken += bytes;
        }
    }

    /// @throws TooLittleMemoryException where so many bytes are not free
    static void require(String what, long bytes) {
        if (bytes > free()) {
            // What is used may be garbage.
            System.gc();
        }
        if (bytes > free()) {
            throw new TooLittleMemoryException(
                    ("memory is too small: %s takes up to %,d MB to read and the heap has %,d MB left of %,d MB; "
                                    + "make the image smaller, or %s, for instance -Xmx%dm")
                            .formatted(
                                    what,
                                    megabytes(bytes),
                                    free() >> MEBIBYTE,
                                    most() >> MEBIBYTE,
                                    Remedy.LARGER_HEAP,
                                    most() + 2 * bytes >> MEBIBYTE));
        }
    }

    static void give(long bytes) {
        synchronized (LOCK) {
            taken -= bytes;
            LOCK.notifyAll();
        }
    }

    private static void await() {
        try {
            LOCK.wait();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoppedException("the thread was interrupted");
        }
    }

    private static long free() {
        Runtime machine = Runtime.getRuntime();
        return most() - machine.totalMemory() + machine.freeMemory();
    }

    private static long most() {
        return Runtime.getRuntime().maxMemory();
    }

    private static long megabytes(long bytes) {
        return Math.ceilDiv(bytes, 1L << MEBIBYTE);
    }
}
