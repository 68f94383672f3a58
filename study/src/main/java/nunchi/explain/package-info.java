/// One example that the model of a run has never seen, through all of its layers: [Explainer].
@NullMarked
package nunchi.explain;

import org.jspecify.annotations.NullMarked;
