package nunchi.codec;

import org.jspecify.annotations.Nullable;

/// A text that is no JSON. The message says where and why: `line 3, column 8: the key 'seed' is given twice`.
public final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
