/// A stored model at work: [Predictor] answers for pictures, rows and arrays, [PredictionStream] for many at once.
package nunchi.predict;
