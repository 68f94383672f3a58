/// Tensors by their names: of a model, in memory and in files.
package nunchi.weights;
