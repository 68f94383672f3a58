/// A stored model at work: [Predictor] answers for images, rows and arrays, [PredictionStream] for many at once.
@NullMarked
package nunchi.predict;

import org.jspecify.annotations.NullMarked;
