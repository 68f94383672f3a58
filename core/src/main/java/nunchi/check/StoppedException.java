package nunchi.check;

import org.jspecify.annotations.Nullable;

/// Work was stopped from outside before its end: its thread was interrupted, a listener threw this, or code of the
/// program's own (a listener, metric, data set, schedule, …) threw another exception, which is the cause then. Files
/// stay whole, and nothing half written is left.
///
/// After an interrupt the flag of the thread is still set. A run, a search or a lab that was stopped goes on by its
/// `resume`.
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoppedException(String message) {
        super(message);
    }

    public StoppedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// @throws StoppedException where this thread was interrupted; its flag stays set
    public static void ifInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new StoppedException("the thread was interrupted");
        }
    }
}
