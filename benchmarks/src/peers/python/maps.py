"""One of the cases of `benchmarks/run maps` by scikit-learn: maps.py CASE FOLDER, where FOLDER holds MNIST and plane.npy its map. Prints `seconds | result`."""
import gzip
import sys
import time
from pathlib import Path

import numpy as np
from sklearn.cluster import DBSCAN, KMeans
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE
from sklearn.neighbors import KNeighborsClassifier


def idx(folder, name):
    path = next(folder.glob(f"{name}*"))
    data = (gzip.open if path.suffix == ".gz" else open)(path, "rb").read()
    extents = [int.from_bytes(data[4 + 4 * axis:8 + 4 * axis], "big") for axis in range(data[3])]
    return np.frombuffer(data, np.uint8, offset=4 + 4 * len(extents)).reshape(extents[0], -1)


def tsne(rows, labels, iterations):
    model = TSNE(perplexity=40, n_iter=iterations, init="pca", learning_rate="auto", n_jobs=2)
    places, seconds = timed(lambda: model.fit_transform(rows))
    # Asked by itself: a row's own label is left out.
    near = KNeighborsClassifier(1).fit(places, labels).kneighbors(return_distance=False)[:, 0]
    return seconds, f"KL {model.kl_divergence_:.3f}, 1-NN {100 * np.mean(labels[near] == labels):.2f} %"


def timed(work):
    begin = time.perf_counter()
    result = work()
    return result, time.perf_counter() - begin


case, mnist, plane = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
rows = idx(mnist, "train-images").astype(np.float32)
labels = idx(mnist, "train-labels")[:, 0]
if case == "pca":
    model, seconds = timed(lambda: PCA(2, random_state=1).fit(rows))
    result = f"{100 * model.explained_variance_ratio_.sum():.2f} % of the variance"
elif case.startswith("tsne"):
    seconds, result = tsne(rows[:10000], labels[:10000], int(case[4:]))
elif case == "kmeans":
    scores = PCA(50, random_state=1).fit_transform(rows)
    model, seconds = timed(lambda: KMeans(10, n_init=1, random_state=1).fit(scores))
    result = f"inertia {model.inertia_:.4g}, {model.n_iter_} iterations"
else:
    model, seconds = timed(lambda: DBSCAN(eps=20, min_samples=5, n_jobs=2).fit(np.load(plane)))
    result = f"{model.labels_.max() + 1} clusters, {np.sum(model.labels_ < 0)} noise"
print(f"{seconds:.2f} | {result}")
