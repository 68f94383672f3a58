package nunchi.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import nunchi.check.Check;

/// Learns byte-pair encoding from pieces of texts: puts the most frequent neighbours together until there are as many
/// tokens as asked for, or no pair occurs twice.
final class MergeLearner {
    private static final Comparator<Candidate> ORDER = Comparator.comparingLong(Candidate::count)
            .reversed()
            .thenComparing(Candidate::first)
            .thenComparing(Candidate::second);

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final List<int[]> pieces = new ArrayList<>();
    private final List<Long> counts = new ArrayList<>();
    private final Map<Long, Long> frequencies = new HashMap<>();
    private final Map<Long, Set<Integer>> places = new HashMap<>();
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>(ORDER);

    /// A pair with its frequency when it was queued.
    private record Candidate(long count, String first, String second) {}

    /// What was learnt.
    ///
    /// @param tokens all that there are: characters, then what was put together
    record Learnt(Merges merges, List<String> tokens) {}

    /// @param counted how often each piece occurs
    private MergeLearner(Map<String, Long> counted) {
        Set<String> characters = new TreeSet<>();
        counted.keySet().forEach(piece -> characters.addAll(Splitting.characters(piece)));
        characters.forEach(this::number);
        counted.forEach((piece, count) -> {
            pieces.add(
                    Splitting.characters(piece).stream().mapToInt(numbers::get).toArray());
            counts.add(count);
        });
    }

    /// @param counted how often each piece of the training texts occurs
    /// @param size    most tokens, padding and the unknown token included
    /// @throws nunchi.check.InvalidRequestException when there are more characters than that
    static Learnt learn(Map<String, Long> counted, int size) {
        MergeLearner learner = new MergeLearner(counted);
        int characters = learner.texts.size();
        Check.require(
                characters + Vocabulary.FIRST <= size,
                "subwords have the size %d, but the training set has %d different characters; give subwords a size of at least %d"
                        .formatted(size, characters, characters + Vocabulary.FIRST));
        return new Learnt(new Merges(learner.pairs(size - Vocabulary.FIRST)), List.copyOf(learner.texts));
    }

    private int number(String text) {
        return numbers.computeIfAbsent(text, _ -> {
            texts.add(text);
            return texts.size() - 1;
        });
    }

    private List<Merges.Pair> pairs(int most) {
        Set<Long> seen = new HashSet<>();
        for (int piece = 0; piece < pieces.size(); piece++) {
            count(piece, 1, seen);
        }
        seen.forEach(this::queue);
        List<Merges.Pair> pairs = new ArrayList<>();
        while (texts.size() < most && !queue.isEmpty()) {
            Candidate best = queue.poll();
            long key = Merges.key(number(best.first), number(best.second));
            if (best.count < 2) {
                break;
            }
            if (best.count == frequencies.getOrDefault(key, 0L)) {
                pairs.add(new Merges.Pair(best.first, best.second));
                merge(key, number(best.first + best.second));
            }
        }
        return pairs;
    }

    /// Adds what a piece's pairs count, or takes it away.
    ///
    /// @param sign 1 or -1
    /// @param seen takes the pairs
    private void count(int piece, int sign, Set<Long> seen) {
        int[] symbols = pieces.get(piece);
        for (int i = 0; i + 1 < symbols.length; i++) {
            long key = Merges.key(symbols[i], symbols[i + 1]);
            frequencies.merge(key, sign * counts.get(piece), Long::sum);
            places.computeIfAbsent(key, _ -> new HashSet<>()).add(piece);
            seen.add(key);
        }
    }

    private void queue(long key) {
        long count = frequencies.getOrDefault(key, 0L);
        if (count > 1) {
            queue.add(new Candidate(count, texts.get((int) (key >> Integer.SIZE)), texts.get((int) key)));
        }
    }

    private void merge(long key, int made) {
        Set<Long> changed = new HashSet<>();
        for (int piece : List.copyOf(places.getOrDefault(key, Set.of()))) {
            count(piece, -1, changed);
            pieces.set(piece, merged(pieces.get(piece), key, made));
            count(piece, 1, changed);
        }
        places.remove(key);
        frequencies.remove(key);
        changed.stream().filter(each -> each != key).forEach(this::queue);
    }

    private static int[] merged(int[] symbols, long key, int made) {
        int[] merged = symbols.clone();
        int to = 0;
        for (int from = 0; from < symbols.length; from++) {
            boolean pair = from + 1 < symbols.length && Merges.key(symbols[from], symbols[from + 1]) == key;
            merged[to++] = pair ? made : symbols[from];
            from += pair ? 1 : 0;
        }
        return Arrays.copyOf(merged, to);
    }
}
