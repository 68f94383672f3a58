/// Runs as folders.
@NullMarked
package nunchi.run;

import org.jspecify.annotations.NullMarked;
