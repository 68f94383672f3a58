/// What a model says of one example.
package nunchi.prediction;
