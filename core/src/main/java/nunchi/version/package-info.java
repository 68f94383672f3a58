/// The version of Nunchi: [NunchiVersion].
@NullMarked
package nunchi.version;

import org.jspecify.annotations.NullMarked;
