/// What the servers of Nunchi have in common: their limits, and whether a request is meant for them.
@NullMarked
package nunchi.http;

import org.jspecify.annotations.NullMarked;
