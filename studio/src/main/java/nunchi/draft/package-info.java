/// Experiment files while a person writes them: what may stand at the caret, and what the text amounts to so far.
@NullMarked
package nunchi.draft;

import org.jspecify.annotations.NullMarked;
