package nunchi.data;

import java.util.List;
import java.util.function.Supplier;

/// The data that was read last. One at a time, since sets may be large.
final class LastRead {
    private List<Object> request;
    private Parts parts;

    synchronized Parts of(List<Object> wanted, Supplier<Parts> reading) {
        if (!wanted.equals(request)) {
            // let go of before the next one takes its room
            request = null;
            parts = null;
            parts = reading.get();
            request = wanted;
        }
        return parts;
    }
}
