package nunchi.serve;

import io.helidon.http.Status;

/// A request that is not answered, with the reason in one sentence.
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Status status;

    RefusedException(Status status, String reason) {
        super(reason);
        this.status = status;
    }

    static RefusedException busy(String reason) {
        return new RefusedException(Status.SERVICE_UNAVAILABLE_503, reason);
    }

    static RefusedException late() {
        return busy("the answer took longer than a request may take; send fewer examples, or try again later");
    }

    Status status() {
        return status;
    }
}
