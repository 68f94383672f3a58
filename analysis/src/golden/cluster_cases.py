"""Writes src/test/resources/nunchi/cluster/scikit.txt: what scikit-learn 1.2.1 makes of its digits. Run it in the folder workbench."""
import numpy as np
from sklearn.cluster import DBSCAN, KMeans
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score, silhouette_score

digits, classes = load_digits(return_X_y=True)
digits = digits.astype(np.float32)
out = open('src/test/resources/nunchi/cluster/scikit.txt', 'w')


def write(name, values):
    values = np.asarray(values, dtype=np.float64)
    out.write('%s %s\n' % (name, ' '.join('%.9g' % v for v in values.ravel())))


means = KMeans(10, n_init=20, random_state=0).fit(digits)
write('inertia', [means.inertia_])
write('assigned', means.labels_)
write('centres', means.cluster_centers_)
write('adjusted rand', [adjusted_rand_score(classes, means.labels_)])
write('mutual information', [normalized_mutual_info_score(classes, means.labels_)])
write('silhouette', [silhouette_score(digits, means.labels_)])
for name, rows, epsilon, points in [('wide', digits, 20.0, 5), ('plane', np.round(PCA(2, svd_solver='full').fit_transform(digits)), 1.0, 5),
                                    ('space', np.round(PCA(3, svd_solver='full').fit_transform(digits)), 3.0, 6)]:
    if name != 'wide':
        write(name + ' rows', rows)
    write(name + ' labels', DBSCAN(eps=epsilon, min_samples=points).fit_predict(rows))
out.close()
