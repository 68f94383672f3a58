"""Writes src/test/resources/nunchi/metric/text-metrics.txt: predicted texts with their references, the words of each written out by hand as the
tokenizer 13a cuts them, and what BLEU and chrF are. Run it in the folder train.

BLEU is that of NLTK 3.8, `corpus_bleu` without smoothing, of the words. NLTK counts an n-gram for texts that are too short to have one, so that each text
here has four words. NLTK's chrF is another: the mean of the F of each text and length, where sacrebleu takes the F of the mean precision and recall of the
sums over all texts. It is written out here from that definition.
"""
from collections import Counter

from nltk.translate.bleu_score import corpus_bleu

CASES = {
    'one reference': [
        (('The cat sat on the mat, and it slept.', 'The cat sat on the mat , and it slept .'),
         [('The cat sat on a mat and it slept well.', 'The cat sat on a mat and it slept well .')]),
        (('Prices rose 3.5 % in 1,000 shops.', 'Prices rose 3.5 % in 1,000 shops .'),
         [('Prices rose by 3.5% in 1,000 shops.', 'Prices rose by 3.5 % in 1,000 shops .')])],
    'several references': [
        (('the the the the cat is on the mat', 'the the the the cat is on the mat'),
         [('the cat is on the mat', 'the cat is on the mat'),
          ('there is a cat on the mat, the red one', 'there is a cat on the mat , the red one')]),
        (('Va donc,\u202fcours\u00a0!', 'Va donc , cours !'),
         [('Va donc, cours !', 'Va donc , cours !'),
          ('Allez, courez donc vite\u202f!', 'Allez , courez donc vite !')]),
        (('It is (almost) "done": a-b/c', 'It is ( almost ) " done " : a-b / c'),
         [('It is \'almost\' done; a-b', "It is 'almost' done ; a-b"),
          ('It is (nearly) "done": 5-6', 'It is ( nearly ) " done " : 5 - 6')])],
    'shorter than the references': [
        (('he reads a book', 'he reads a book'),
         [('he reads a good book on the train', 'he reads a good book on the train')]),
        (('she waits for him', 'she waits for him'),
         [('she waits for him there', 'she waits for him there')])],
    'short references': [
        (('Hello there, you two', 'Hello there , you two'), [('Hi', 'Hi')]),
        (('we are here now', 'we are here now'), [('we are here now', 'we are here now')])],
}
MOST = 6


def sequences(text, n):
    joined = ''.join(text.split())
    return Counter(joined[i:i + n] for i in range(len(joined) - n + 1))


def counts(predicted, reference):
    """Of each length: predicted sequences, where the reference has any; those of the reference; those of both."""
    rows = []
    for n in range(1, MOST + 1):
        own, other = sequences(predicted, n), sequences(reference, n)
        rows.append((sum(own.values()) if other else 0, sum(other.values()), sum((own & other).values())))
    return rows


def f2(rows):
    both = [(m / h, m / r) for h, r, m in rows if h and r]
    if not both:
        return 0.0
    p, r = (sum(column) / len(both) for column in zip(*both))
    return 5 * p * r / (4 * p + r) if p + r else 0.0


def chrf(pairs):
    best = [max((counts(p[0], r[0]) for r in refs), key=f2) for p, refs in pairs]
    return f2([tuple(sum(rows[n][k] for rows in best) for k in range(3)) for n in range(MOST)])


with open('src/test/resources/nunchi/metric/text-metrics.txt', 'w', encoding='utf-8') as out:
    for name, pairs in CASES.items():
        out.write('case\t%s\n' % name)
        for (text, words), references in pairs:
            out.write('predicted\t%s\t%s\n' % (text, words))
            for reference in references:
                out.write('reference\t%s\t%s\n' % reference)
        bleu = corpus_bleu([[r[1].split(' ') for r in refs] for _, refs in pairs], [p[1].split(' ') for p, _ in pairs])
        out.write('bleu\t%r\nchrf\t%r\n' % (float(bleu), chrf(pairs)))
