/// Clusters of rows: [KMeans], [Dbscan], and what clusterings are worth ([Silhouette], [Agreement]). Labels and figures
/// are scikit-learn's.
@NullMarked
package nunchi.cluster;

import org.jspecify.annotations.NullMarked;
