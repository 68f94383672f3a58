package nunchi.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;

/// The error stream that a person reads.
///
/// The launcher puts a filter on the virtual machine's own, for the one line about the Vector API, and hands the real
/// one over as another descriptor, so that what the program says is neither delayed nor reordered.
final class ErrorStream {
    private ErrorStream() {}

    /// Makes the descriptor named by the property `nunchi.errors` the error stream; without it, all stays as it is.
    static void install() {
        Integer number = Integer.getInteger("nunchi.errors");
        if (number == null) {
            return;
        }
        try {
            Constructor<FileDescriptor> descriptor = FileDescriptor.class.getDeclaredConstructor(int.class);
            descriptor.setAccessible(true);
            System.setErr(
                    new PrintStream(new FileOutputStream(descriptor.newInstance(number)), true, System.err.charset()));
        } catch (ReflectiveOperationException | RuntimeException unavailable) {
            // The filtered stream says the same, if a moment later.
            return;
        }
    }
}
