/// The studio: a server for this machine alone, whose pages show a folder of runs while they are trained.
@NullMarked
package nunchi.studio;

import org.jspecify.annotations.NullMarked;
