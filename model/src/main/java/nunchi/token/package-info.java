/// Texts as numbers: how they are normalized, cut into tokens and numbered by a vocabulary.
@NullMarked
package nunchi.token;

import org.jspecify.annotations.NullMarked;
