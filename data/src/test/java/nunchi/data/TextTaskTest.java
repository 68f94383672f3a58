package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.ParsePosition;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextTaskTest {
    private static final List<String> DATES =
            List.of("d MMMM uuuu", "MMMM d, uuuu", "d MMM uuuu", "MMM d, uuuu", "dd.MM.uuuu");

    private static Datasets load(String name) {
        return DataCatalogue.standard().load(name);
    }

    private static Stream<List<String>> pairs(String name) {
        return load(name).sets().stream()
                .flatMap(part -> IntStream.range(0, part.size())
                        .mapToObj(row -> List.of(
                                part.text(row).orElseThrow(),
                                part.targetText(row).orElseThrow())));
    }

    @ParameterizedTest
    @CsvSource({
        "addition, 45000, 5000",
        "copy, 18000, 2000",
        "reverse, 18000, 2000",
        "dates, 18000, 2000",
        "parity, 18000, 2000"
    })
    void noTextIsThereTwice(String name, int training, int test) {
        Datasets parts = load(name);
        assertThat(parts.train().size()).isEqualTo(training);
        assertThat(parts.test().size()).isEqualTo(test);
        assertThat(parts.validation()).isNull();
        assertThat(DataCatalogue.standard().entry(name).rows()).containsExactly(training, test);
        Set<String> texts = new HashSet<>();
        for (Dataset part : parts.sets()) {
            IntStream.range(0, part.size())
                    .forEach(row -> texts.add(part.text(row).orElseThrow()));
        }
        assertThat(texts).hasSize(training + test);
        assertThat(load(name).train().text(7)).isEqualTo(parts.train().text(7));
    }

    @Test
    void sumsAreRightAndNoneIsThereInTheOtherOrder() {
        Set<String> sums = new HashSet<>();
        pairs("addition").forEach(pair -> {
            assertThat(pair.getFirst()).matches("\\d{1,3}\\+\\d{1,3}");
            String[] numbers = pair.getFirst().split("\\+");
            int first = Integer.parseInt(numbers[0]);
            int second = Integer.parseInt(numbers[1]);
            assertThat(pair.getLast()).isEqualTo(Integer.toString(first + second));
            sums.add(Math.min(first, second) + "+" + Math.max(first, second));
        });
        assertThat(sums).hasSize(50_000);
    }

    @Test
    void wordsAreRepeatedAndSpeltBackwards() {
        Pattern word = Pattern.compile("[a-z]{4,12}");
        pairs("copy").forEach(pair -> {
            assertThat(pair.getFirst()).matches(word);
            assertThat(pair.getLast()).isEqualTo(pair.getFirst());
        });
        pairs("reverse").forEach(pair -> {
            assertThat(pair.getFirst()).matches(word);
            assertThat(pair.getLast())
                    .isEqualTo(new StringBuilder(pair.getFirst()).reverse().toString());
        });
    }

    /// Read by Java's own calendar.
    @Test
    void datesAreThoseOfTheirTexts() {
        List<DateTimeFormatter> ways = DATES.stream()
                .map(way -> new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern(way)
                        .toFormatter(Locale.ENGLISH))
                .toList();
        Map<Integer, Integer> counts = new HashMap<>();
        pairs("dates").forEach(pair -> {
            int way = IntStream.range(0, ways.size())
                    .filter(i -> reads(ways.get(i), pair.getFirst()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(pair.getFirst()));
            counts.merge(way, 1, Integer::sum);
            LocalDate date = LocalDate.parse(pair.getFirst(), ways.get(way));
            assertThat(pair.getLast()).isEqualTo(date.toString());
            assertThat(date.getYear()).isBetween(1950, 2049);
        });
        assertThat(counts)
                .hasSize(DATES.size())
                .allSatisfy((_, count) -> assertThat(count).isBetween(3000, 5000));
    }

    private static boolean reads(DateTimeFormatter way, String text) {
        return way.parseUnresolved(text, new ParsePosition(0)) != null;
    }

    @Test
    void paritiesAreThoseOfTheOnes() {
        for (Dataset part : load("parity").sets()) {
            assertThat(part.classes()).containsExactly("even", "odd");
            int odd = 0;
            for (int row = 0; row < part.size(); row++) {
                String bits = part.text(row).orElseThrow();
                assertThat(bits).matches("[01]{4,20}");
                assertThat(part.label(row)).isEqualTo(Integer.bitCount(Integer.parseInt(bits, 2)) % 2);
                assertThat(part.targetText(row)).isEmpty();
                odd += part.label(row);
            }
            assertThat((double) odd / part.size()).isBetween(0.45, 0.55);
        }
    }
}
