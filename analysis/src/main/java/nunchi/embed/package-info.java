/// Maps of rows: principal components ([Pca]), [Tsne], and what a map is worth ([MapQuality]).
package nunchi.embed;
