package nunchi.check;

import java.util.Objects;

/// A request that cannot be carried out as it stands: a wrong value, shape, name or file.
///
/// The message is one sentence for the person who asked: what happened where, what was expected, how to mend it.
/// It is shown without a stack trace; a program that meets any other exception has met a fault of Nunchi's own.
public final class InvalidRequestException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidRequestException(String message) {
        super(message);
    }

    public InvalidRequestException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /// The same complaint, told from further out: `at model.0.dense: units is 0; …`.
    public InvalidRequestException at(String place) {
        return new InvalidRequestException("at " + place + ": " + getMessage().replaceFirst("^at ", ""), this);
    }
}
