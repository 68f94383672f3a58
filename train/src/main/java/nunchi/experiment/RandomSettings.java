package nunchi.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import nunchi.check.Check;
import nunchi.codec.Scalars;
import nunchi.codec.Tree;

/// Settings drawn at random; each depends only on the experiment's seed and its number. Bergstra, Bengio: *Random
/// search for hyper-parameter optimization*, JMLR 2012.
///
/// | range | draws |
/// |---|---|
/// | `{uniform: [low, high]}` | numbers, each equally likely |
/// | `{log: [low, high]}` | numbers whose logarithm is uniform; both above 0 |
/// | `{int: [low, high]}` | whole numbers, both ends included |
/// | `{logInt: [low, high]}` | whole numbers whose logarithm is uniform, rounded |
/// | a list | one of its elements |
///
/// @param trials number of settings to draw
/// @param ranges range or list of values for each key; numbers are rounded to four significant digits
public record RandomSettings(int trials, Map<String, Tree> ranges) {
    public RandomSettings {
        Check.positive("trials", trials);
        Check.given("ranges", ranges);
        Check.require(!ranges.isEmpty(), "ranges is empty; a random search needs at least one key to draw values for");
        Map<String, Tree> copy = new LinkedHashMap<>();
        ranges.forEach((key, range) -> copy.put(key, Scalars.numeric(range)));
        ranges = Collections.unmodifiableMap(copy);
    }
}
