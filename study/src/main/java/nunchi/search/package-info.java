/// Searches: several trainings of one experiment, with other settings or other seeds.
@NullMarked
package nunchi.search;

import org.jspecify.annotations.NullMarked;
