/// Sentences for mistakes: [Check] refuses what is wrong, [InvalidRequestException] says what happened where, what was
/// expected and how to mend it.
@NullMarked
package nunchi.check;

import org.jspecify.annotations.NullMarked;
