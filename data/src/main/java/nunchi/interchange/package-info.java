/// Files that other programs read and write: NumPy's arrays, safetensors, tables.
@NullMarked
package nunchi.interchange;

import org.jspecify.annotations.NullMarked;
