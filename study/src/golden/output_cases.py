"""Models of several outputs: the numbers of SeveralOutputsTest, by scikit-learn 1.2.1.

python3 study/src/golden/output_cases.py writes outputs.csv anew and prints the figures.
"""
import pathlib

import numpy as np
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import (f1_score, log_loss, mean_absolute_error, mean_squared_error, multilabel_confusion_matrix,
                             precision_score, r2_score, recall_score, roc_auc_score)

TABLE = pathlib.Path(__file__).parent.parent / "test/resources/nunchi/run/outputs.csv"

random = np.random.default_rng(3)
x = random.integers(-9, 10, (40, 2))
noise = random.integers(-6, 7, (40, 3))
labels = np.stack([x[:, 0] + x[:, 1] + noise[:, 0] > 0, x[:, 0] - x[:, 1] + noise[:, 1] > 2, x[:, 1] + noise[:, 2] > -3], 1).astype(int)
values = np.stack([2 * x[:, 0] - x[:, 1] + noise[:, 0], 3 * x[:, 1] + noise[:, 1]], 1)
rows = np.concatenate([x, labels, values], 1)
TABLE.write_text("x,y,sum,difference,second,u,v\n" + "".join(",".join(map(str, row)) + "\n" for row in rows))

models = [LogisticRegression(C=np.inf, tol=1e-10, max_iter=10000).fit(x, labels[:, k]) for k in range(3)]
likely = np.stack([model.predict_proba(x)[:, 1] for model in models], 1)
said = (likely > 0.5).astype(int)
print("loss", np.mean([log_loss(labels[:, k], likely[:, k]) for k in range(3)]))
print("accuracy", (said == labels).mean())
print("precision", precision_score(labels, said, average="macro"), precision_score(labels, said, average=None))
print("recall", recall_score(labels, said, average="macro"), recall_score(labels, said, average=None))
print("f1", f1_score(labels, said, average="macro"))
print("auc", roc_auc_score(labels, likely))
print("confusion", multilabel_confusion_matrix(labels, said).tolist())
print("first row", likely[0])

predicted = LinearRegression().fit(x, values).predict(x)
print("mse", mean_squared_error(values, predicted), "mae", mean_absolute_error(values, predicted), "r2", r2_score(values, predicted))
print("first row", predicted[0])
