package nunchi.data;

import java.util.function.Supplier;
import nunchi.model.TableColumns;
import org.jspecify.annotations.Nullable;

/// The data that was read last. One at a time, since sets may be large.
final class LastRead {
    private @Nullable Request request;
    private @Nullable Datasets parts;

    /// What was asked for.
    ///
    /// @param columns that a model learnt from; null for none
    record Request(String name, Reading reading, @Nullable TableColumns columns) {}

    synchronized Datasets of(Request wanted, Supplier<Datasets> reading) {
        if (parts == null || !wanted.equals(request)) {
            // let go of before the next one takes its room
            request = null;
            parts = null;
            parts = reading.get();
            request = wanted;
        }
        return parts;
    }
}
