/// Maps of rows: principal components ([Pca]), [Tsne], and what a map is worth ([MapQuality]).
@NullMarked
package nunchi.embed;

import org.jspecify.annotations.NullMarked;
