package nunchi.check;

/// Work that needs more memory than the heap has, known before it is begun: the same request would succeed with a
/// larger `-Xmx`.
///
/// It is no [InvalidRequestException], so that what is left out as damaged depends on the data and not on the heap.
public final class TooLittleMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TooLittleMemoryException(String message) {
        super(message);
    }
}
