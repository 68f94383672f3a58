/// Files that are whole or not there: [WholeFile] writes, [GivenFile] reads what a user names, [LockFile] keeps others
/// away.
@NullMarked
package nunchi.file;

import org.jspecify.annotations.NullMarked;
