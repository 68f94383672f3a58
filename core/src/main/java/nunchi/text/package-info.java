/// Text for people: how numbers are printed.
@NullMarked
package nunchi.text;

import org.jspecify.annotations.NullMarked;
