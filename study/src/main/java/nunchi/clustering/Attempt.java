package nunchi.clustering;

import nunchi.cluster.Clustering;

/// One setting of a method with what came of it.
///
/// @param settings of the method
/// @param seconds  that it took; the least of three times where that is below a fifth of a second
/// @param sum      of squared distances to the centres, of k-means; NaN of DBSCAN
public record Attempt<T>(T settings, Clustering clustering, double seconds, double sum) {}
