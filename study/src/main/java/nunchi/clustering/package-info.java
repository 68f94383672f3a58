/// Studies of clusterings: the same rows by many settings, as a folder with a report.
@NullMarked
package nunchi.clustering;

import org.jspecify.annotations.NullMarked;
