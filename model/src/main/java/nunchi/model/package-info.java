/// A trained model: what it computes, its weights, and what it knows of its examples; it predicts, is saved and loaded.
package nunchi.model;
