"""Writes src/test/resources/nunchi/data/titanic.csv, a small table with missing values and categories, and scikit-table.txt: what scikit-learn 1.2.1 makes of
it, fitted on the first ten of its rows. Run it in the folder workbench."""
import csv
import io

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

TABLE = """pclass,sex,age,fare,embarked,survived
3,male,22,7.25,S,no
1,female,38,71.2833,C,yes
3,female,26,7.925,S,yes
1,female,35,53.1,S,yes
3,male,35,8.05,S,no
3,male,,8.4583,Q,no
1,male,54,51.8625,S,no
3,male,2,21.075,,no
3,female,27,,S,yes
2,female,14,30.0708,C,yes
3,female,4,16.7,S,yes
1,female,58,26.55,C,yes
3,male,,8.05,Q,no
2,male,,13,S,no
"""
TRAIN = 10
folder = 'src/test/resources/nunchi/data/'
open(folder + 'titanic.csv', 'w').write(TABLE)
rows = list(csv.reader(io.StringIO(TABLE)))[1:]
table = np.array([[cell or np.nan for cell in row] for row in rows], dtype=object)
for column in (0, 2, 3):
    table[:, column] = table[:, column].astype(float)
out = open(folder + 'scikit-table.txt', 'w')
numbers = [2, 3]
for strategy in ['mean', 'median', 'most_frequent', 'constant']:
    fill = {'fill_value': -1} if strategy == 'constant' else {}
    words = {'fill_value': 'unknown'} if strategy == 'constant' else {}
    encoder = ColumnTransformer([
        ('pclass', OneHotEncoder(sparse_output=False), [0]),
        ('sex', OneHotEncoder(sparse_output=False), [1]),
        ('numbers', SimpleImputer(strategy=strategy, **fill), numbers),
        ('embarked', make_pipeline(SimpleImputer(strategy='constant' if words else 'most_frequent', **words), OneHotEncoder(sparse_output=False)), [4])])
    encoder.fit(table[:TRAIN])
    values = encoder.transform(table)
    for row in values:
        out.write('%s %s\n' % (strategy, ' '.join('%.9g' % value for value in row)))
out.close()
