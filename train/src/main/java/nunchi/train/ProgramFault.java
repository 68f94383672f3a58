package nunchi.train;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import nunchi.check.InvalidRequestException;
import nunchi.check.StoppedException;

/// What code of a program's own throws while Nunchi runs it: a listener, metric, data set, schedule, initializer or
/// augmentation. It stops the work as an interrupt does, so that what was stored stays, and `resume` goes on once the
/// code is mended.
public final class ProgramFault {
    private ProgramFault() {}

    /// What `work` gives.
    ///
    /// @throws StoppedException for an exception that is none of Nunchi's, with that as its cause
    public static <T> T guard(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error thrown) {
            throw of(thrown);
        }
    }

    /// The same for work without a result.
    public static void guard(Runnable work) {
        guard(() -> {
            work.run();
            return null;
        });
    }

    /// Itself where it is one of Nunchi's exceptions, else a [StoppedException] that says who threw it.
    ///
    /// @throws OutOfMemoryError where it is that
    static RuntimeException of(Throwable thrown) {
        return switch (thrown) {
            case OutOfMemoryError full -> throw full;
            case InvalidRequestException refused -> refused;
            case TrainingFailedException failed -> failed;
            default -> stopped(thrown);
        };
    }

    /// The same for code that may not refuse.
    static StoppedException stopped(Throwable thrown) {
        return thrown instanceof StoppedException stopped
                ? stopped
                : new StoppedException("%s threw %s".formatted(place(thrown), thrown), thrown);
    }

    /// The same stop with what is kept.
    static StoppedException followed(StoppedException stop, String kept) {
        StoppedException told = new StoppedException("%s; %s".formatted(stop.getMessage(), kept), stop.getCause());
        List.of(stop.getSuppressed()).forEach(told::addSuppressed);
        return told;
    }

    /// `com.example.Mae.value (Mae.java:12)`.
    private static String place(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> !isJava(frame))
                .findFirst()
                .map(frame -> "%s.%s (%s:%d)"
                        .formatted(
                                frame.getClassName(),
                                frame.getMethodName(),
                                frame.getFileName(),
                                frame.getLineNumber()))
                .orElse("code of the program's own");
    }

    private static boolean isJava(StackTraceElement frame) {
        return frame.getModuleName() != null && frame.getModuleName().startsWith("java.");
    }
}
