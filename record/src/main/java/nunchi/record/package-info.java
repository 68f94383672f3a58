/// The files of a run's, a search's, a lab's and a clustering study's folder: one record for each file and for each
/// thing in it, whose components are the keys; the codec that writes and reads them; and who writes a report of them.
@NullMarked
package nunchi.record;

import org.jspecify.annotations.NullMarked;
