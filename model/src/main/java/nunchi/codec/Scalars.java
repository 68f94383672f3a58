package nunchi.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/// Numbers, texts, truth values and enums of a tree.
public final class Scalars {
    /// `1e-3`, which YAML 1.1 takes for a text.
    private static final Pattern VALUE = Pattern.compile("[-+]?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?|true|false");

    private static final Pattern EXPONENT = Pattern.compile("[-+]?\\d+(\\.\\d*)?[eE][-+]?\\d+");
    private static final int MOST_SHOWN = 40;

    private final Author author;

    Scalars(Author author) {
        this.author = author;
    }

    @Nullable
    Object read(Tree node, Class<?> wanted, String path) {
        if (wanted.isEnum()) {
            return constant(node, wanted, path);
        }
        return switch (wanted.getSimpleName()) {
            case "int", "Integer" -> integer(node, path);
            case "long", "Long" -> whole(node, Long.MIN_VALUE, Long.MAX_VALUE, path);
            case "double", "Double" -> number(node, path);
            case "boolean", "Boolean" -> truth(node, path);
            case "String" -> text(node, path);
            case "Object" -> any(node, path);
            default -> throw new IllegalStateException("no way to read " + wanted + " from a file");
        };
    }

    int integer(Tree node, String path) {
        return Math.toIntExact(whole(node, Integer.MIN_VALUE, Integer.MAX_VALUE, path));
    }

    private long whole(Tree node, long low, long high, String path) {
        if (author == Author.PROGRAM) {
            boolean fits = node instanceof Tree.Number(Number value)
                    && (value instanceof Long || value.doubleValue() == Math.rint(value.doubleValue()))
                    && value.doubleValue() >= low
                    && value.doubleValue() <= high;
            require(fits, "a whole number", node, path);
            return ((Tree.Number) node).value().longValue();
        }
        if (!(node instanceof Tree.Number number && number.isWhole())) {
            throw unexpected("a whole number", node, path);
        }
        if (!(number.value() instanceof Long value) || value < low || value > high) {
            throw unexpected("a whole number from %d to %d".formatted(low, high), node, path);
        }
        return value;
    }

    double number(Tree node, String path) {
        if (author == Author.PERSON
                && node instanceof Tree.Text(String text)
                && EXPONENT.matcher(text).matches()) {
            return Double.parseDouble(text);
        }
        if (author == Author.PROGRAM && node.isNull()) {
            return Double.NaN;
        }
        require(node instanceof Tree.Number, "a number", node, path);
        return ((Tree.Number) node).value().doubleValue();
    }

    /// The tree with every text like `1e-3` as the number it is meant as.
    public static Tree numeric(Tree node) {
        return switch (node) {
            case Tree.Text(String text) when EXPONENT.matcher(text).matches() -> Tree.of(Double.valueOf(text));
            case Tree.Sequence(List<Tree> elements) ->
                Tree.of(elements.stream().map(Scalars::numeric).toList());
            case Tree.Fields fields -> {
                Tree.Fields copy = fields;
                for (String key : fields.entries().keySet()) {
                    copy = copy.with(key, numeric(fields.path(key)));
                }
                yield copy;
            }
            default -> node;
        };
    }

    private boolean truth(Tree node, String path) {
        require(node instanceof Tree.Truth, "true or false", node, path);
        return ((Tree.Truth) node).value();
    }

    private String text(Tree node, String path) {
        require(author == Author.PROGRAM ? node instanceof Tree.Text : !node.isContainer(), "a text", node, path);
        return node.inWords();
    }

    /// A number, a text or null.
    private @Nullable Object any(Tree node, String path) {
        require(!node.isContainer() && !(node instanceof Tree.Truth), "a number or a text", node, path);
        return node.isNull()
                ? null
                : node instanceof Tree.Number(Number value) ? (Object) value.doubleValue() : node.inWords();
    }

    private Object constant(Tree node, Class<?> type, String path) {
        List<?> constants = Arrays.asList(type.getEnumConstants());
        require(
                node instanceof Tree.Text,
                "one of "
                        + String.join(
                                ", ", constants.stream().map(Scalars::spelling).toList()),
                node,
                path);
        for (Object constant : constants) {
            if (Names.plain(spelling(constant)).equals(Names.plain(node.inWords()))) {
                return constant;
            }
        }
        throw Check.unknown(
                        Names.of(type),
                        node.inWords(),
                        constants.stream().map(Scalars::spelling).toList())
                .at(path);
    }

    /// An enum's constant in files: `keras`, `val_loss`.
    public static String spelling(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }

    void require(boolean holds, String wanted, Tree node, String path) {
        if (!holds) {
            throw unexpected(wanted, node, path);
        }
    }

    private InvalidRequestException unexpected(String wanted, Tree node, String path) {
        if (author == Author.PERSON) {
            return refused(path, "expected %s, but found %s%s".formatted(wanted, describe(node), quotes(node)));
        }
        String text = node.toString();
        String shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
        return new InvalidRequestException(
                "%s is %s, where %s was written".formatted(path.isEmpty() ? "it" : path, shown, wanted));
    }

    /// For a text that would be a number or a truth value without its quotes.
    private static String quotes(Tree node) {
        boolean quoted = node instanceof Tree.Text(String text)
                && VALUE.matcher(text.strip()).matches();
        return quoted ? "; leave out the quotes, which make it a text" : "";
    }

    static InvalidRequestException refused(String path, String complaint) {
        InvalidRequestException refused = new InvalidRequestException(complaint);
        return path.isEmpty() ? refused : refused.at(path);
    }

    /// As it is written within a line of YAML.
    static String inline(Tree node) {
        return node.isContainer() ? node.toString() : Check.excerpt(node.inWords());
    }

    /// What a person sees there.
    static String describe(Tree node) {
        return switch (node) {
            case Tree.Text(String text) -> "'" + Check.excerpt(text) + "'";
            case Tree.Sequence _ -> "a list";
            case Tree.Fields fields ->
                fields.size() == 0
                        ? "nothing"
                        : "the keys "
                                + Check.excerpt(
                                        String.join(", ", fields.entries().keySet()));
            case Tree.Null _, Tree.Absent _ -> "nothing";
            case Tree.Number _, Tree.Truth _ -> Check.excerpt(node.inWords());
        };
    }
}
