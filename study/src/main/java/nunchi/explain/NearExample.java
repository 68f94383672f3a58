package nunchi.explain;

import nunchi.picture.Picture;

/// A training example that is like a given one.
///
/// @param row      in the training set, from 0
/// @param label    number of its class; -1 where it has none
/// @param distance Euclidean distance of the brightnesses; 1 is one pixel from black to white
/// @param picture  what it looks like
public record NearExample(int row, int label, double distance, Picture picture) {}
