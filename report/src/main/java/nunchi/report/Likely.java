package nunchi.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A class with the probability that an answer gives to it.
///
/// @param category its number
record Likely(int category, double probability) {

    /// Of an answer in `evaluation.json`, the likeliest first: of all classes, or of those that were kept, by their
    /// numbers.
    static List<Likely> of(JsonNode answer) {
        JsonNode said = answer.path("probabilities");
        Stream<Likely> all = said.isObject()
                ? said.properties().stream()
                        .filter(entry -> entry.getKey().matches("\\d{1,9}"))
                        .map(entry -> new Likely(
                                Integer.parseInt(entry.getKey()),
                                entry.getValue().asDouble(0)))
                : IntStream.range(0, said.size())
                        .mapToObj(i -> new Likely(i, said.path(i).asDouble(0)));
        return all.sorted(Comparator.comparingDouble(each -> -each.probability)).toList();
    }

    /// Of one class; missing where the answer has none for it.
    static JsonNode of(JsonNode answer, int category) {
        JsonNode said = answer.path("probabilities");
        return said.isObject() ? said.path(Integer.toString(category)) : said.path(category);
    }
}
