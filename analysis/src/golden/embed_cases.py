"""Writes src/test/resources/nunchi/embed/scikit.txt: what scikit-learn 1.2.1 makes of its digits. Run it in the folder workbench."""
import numpy as np
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE, trustworthiness

digits = load_digits().data.astype(np.float64)
out = open('src/test/resources/nunchi/embed/scikit.txt', 'w')


def write(name, values):
    values = np.asarray(values, dtype=np.float64)
    out.write('%s %s\n' % (name, ' '.join('%.9g' % v for v in values.ravel())))


def pca(name, rows, components, whiten):
    fitted = PCA(components, svd_solver='full', whiten=whiten).fit(rows)
    write(name + ' variances', fitted.explained_variance_)
    write(name + ' shares', fitted.explained_variance_ratio_)
    write(name + ' directions', fitted.components_[:3])
    scores = fitted.transform(rows)
    write(name + ' scores', scores[:5])
    write(name + ' inverse', fitted.inverse_transform(scores[:2]))


pca('digits', digits, 7, False)
pca('whitened', digits, 4, True)
pca('wide', digits[:40], 5, False)
first = digits[:400]
map_ = PCA(2, svd_solver='full').fit_transform(first)
write('trustworthiness', [trustworthiness(first, map_, n_neighbors=5)])
tsne = TSNE(perplexity=20, n_iter=750, init='pca', learning_rate='auto', random_state=0).fit(digits[:1000].astype(np.float32))
write('divergence', [tsne.kl_divergence_])
out.close()
