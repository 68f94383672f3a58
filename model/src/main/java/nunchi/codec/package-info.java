/// One codec for every file that Nunchi reads and writes: records and the trees of YAML and JSON that stand for them.
/// Nothing outside of this package knows the library that reads the text.
@NullMarked
package nunchi.codec;

import org.jspecify.annotations.NullMarked;
