/// What repetitions say: means with intervals, differences, Student's t.
@NullMarked
package nunchi.statistics;

import org.jspecify.annotations.NullMarked;
