package nunchi.spark;

import java.util.Objects;

/// An executor has not what a search needs.
final class UnfitHostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean lacksData;

    /// @param lacksData whether all would be well with the driver's data
    UnfitHostException(String message, boolean lacksData) {
        super(message);
        this.lacksData = lacksData;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    boolean lacksData() {
        return lacksData;
    }
}
