/// The command line: one class for each command, with picocli. [Main] begins; a command reads its options, calls the
/// library and prints what came of it.
@NullMarked
package nunchi.app;

import org.jspecify.annotations.NullMarked;
