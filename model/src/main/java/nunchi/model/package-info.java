/// A trained model: what it computes, its weights, and what it knows of its examples; it predicts, is saved and loaded.
@NullMarked
package nunchi.model;

import org.jspecify.annotations.NullMarked;
