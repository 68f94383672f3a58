/// An experiment as records that are the schema of its file: a component is a key, a constructor sets the defaults and
/// checks. [Experiment] begins, [nunchi.codec.Catalogue] lists what may be named.
@NullMarked
package nunchi.experiment;

import org.jspecify.annotations.NullMarked;
