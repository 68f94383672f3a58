package nunchi.experiment;

import java.util.Arrays;
import java.util.List;
import nunchi.check.Check;
import nunchi.data.Limit;
import nunchi.data.Splitter;
import nunchi.token.TextSettings;
import org.jspecify.annotations.Nullable;

/// Whether each example of one text follows the one before, as it must where states are continued.
final class ExamplesInOrder {
    private ExamplesInOrder() {}

    static void requireEveryToken(@Nullable Integer window, TextSettings texts, List<Integer> buckets) {
        Check.require(
                window == null || texts.takesAllInOrder() && buckets.isEmpty(),
                "window is the number of tokens of each example, in their order; leave length, reverse, startsWith and buckets out");
    }

    static void require(@Nullable Integer window, boolean shuffle, @Nullable Limit limit, @Nullable Splitter... held) {
        Check.require(
                window != null,
                "continueState goes through one text, example by example; give a window, or leave continueState out");
        Check.require(!shuffle, "continueState takes the examples in the order of the text; give shuffle: false");
        Check.require(
                limit == null,
                "continueState takes the examples in the order of the text, and limit draws some at random; leave it out, or give a shorter text");
        Check.require(
                Arrays.stream(held).allMatch(split -> split == null || split instanceof Splitter.Last),
                "continueState takes the examples in the order of the text; split it by last, such as test: {last: 0.1}");
    }
}
