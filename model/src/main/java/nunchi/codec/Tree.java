package nunchi.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A value as YAML and JSON have it. What cannot be changed afterwards: a change makes another tree.
public sealed interface Tree {
    /// Where a key is not there.
    Tree ABSENT = new Absent();
    /// `null`.
    Tree NULL = new Null();

    /// No value at all: what a key leads to that is not there.
    record Absent() implements Tree {
        @Override
        public String toString() {
            return "";
        }
    }

    /// `null`.
    record Null() implements Tree {
        @Override
        public String toString() {
            return "null";
        }
    }

    /// `true` or `false`.
    record Truth(boolean value) implements Tree {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /// A number, whole or not.
    ///
    /// @param value a Long where it is whole and fits, else a [BigInteger]; a Double where it is not whole
    record Number(java.lang.Number value) implements Tree {
        private static final double TINY = 1e-6;

        public Number {
            value = value instanceof Integer whole ? (java.lang.Number) whole.longValue() : value;
        }

        private String plain() {
            return value instanceof Double fraction && Math.abs(fraction) >= TINY
                    ? BigDecimal.valueOf(fraction).stripTrailingZeros().toPlainString()
                    : toString();
        }

        /// Whether it was written without a fraction.
        boolean isWhole() {
            return value instanceof Long || value instanceof BigInteger;
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /// A text.
    record Text(String value) implements Tree {
        @Override
        public String toString() {
            return Json.line(this);
        }
    }

    /// A list.
    record Sequence(List<Tree> elements) implements Tree {
        public Sequence {
            elements = List.copyOf(elements);
        }

        @Override
        public String toString() {
            return Json.line(this);
        }
    }

    /// Keys with values, in their order.
    record Fields(SequencedMap<String, Tree> entries) implements Tree {
        public Fields {
            entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
        }

        public Fields() {
            this(new LinkedHashMap<>());
        }

        /// The same with a value for a key, in the place of the one that it has or at the end.
        public Fields with(String key, Tree value) {
            SequencedMap<String, Tree> changed = new LinkedHashMap<>(entries);
            changed.put(key, value);
            return new Fields(changed);
        }

        /// The same without a key.
        public Fields without(String key) {
            SequencedMap<String, Tree> changed = new LinkedHashMap<>(entries);
            changed.remove(key);
            return new Fields(changed);
        }

        @Override
        public String toString() {
            return Json.line(this);
        }
    }

    /// A text; [#NULL] for null.
    static Tree of(@Nullable String value) {
        return value == null ? NULL : new Text(value);
    }

    /// A number; [#NULL] for null.
    static Tree of(java.lang.Number value) {
        return value == null ? NULL : new Number(value);
    }

    /// `true` or `false`.
    static Tree of(boolean value) {
        return new Truth(value);
    }

    /// A list.
    static Tree of(List<? extends Tree> elements) {
        return new Sequence(List.copyOf(elements));
    }

    /// Keys with values.
    static Tree of(Map<String, ? extends Tree> entries) {
        return new Fields(new LinkedHashMap<>(entries));
    }

    /// Whether there is no value at all.
    default boolean isAbsent() {
        return this instanceof Absent;
    }

    /// Whether it is `null`.
    default boolean isNull() {
        return this instanceof Null;
    }

    /// Whether it is a list or has keys.
    default boolean isContainer() {
        return this instanceof Sequence || this instanceof Fields;
    }

    /// The elements of a list; none of anything else.
    default List<Tree> elements() {
        return this instanceof Sequence(List<Tree> elements) ? elements : List.of();
    }

    /// Keys and values; none of what has no keys.
    default SequencedMap<String, Tree> entries() {
        return this instanceof Fields(SequencedMap<String, Tree> entries)
                ? entries
                : Collections.unmodifiableSequencedMap(new LinkedHashMap<>());
    }

    /// How many elements or keys there are; 0 of a single value.
    default int size() {
        return this instanceof Sequence(List<Tree> elements)
                ? elements.size()
                : entries().size();
    }

    /// Whether there is such a key.
    default boolean has(String key) {
        return entries().containsKey(key);
    }

    /// The value of a key; absent where there is none.
    default Tree path(String key) {
        return entries().getOrDefault(key, ABSENT);
    }

    /// The element at a position; absent where there is none.
    default Tree path(int position) {
        return position >= 0 && position < elements().size() ? elements().get(position) : ABSENT;
    }

    /// The value of a key, of a key within that, …; absent where one of them is not there.
    default Tree at(String... keys) {
        Tree inner = this;
        for (String key : keys) {
            inner = inner.path(key);
        }
        return inner;
    }

    /// Whether there is nothing: no value at all, or `null`.
    default boolean isNone() {
        return isAbsent() || isNull();
    }

    /// Whether it is a number.
    default boolean isNumber() {
        return this instanceof Number;
    }

    /// The number that it is; NaN of anything else.
    default double number() {
        return number(Double.NaN);
    }

    /// The number that it is, or another.
    default double number(double otherwise) {
        return this instanceof Number(java.lang.Number value) ? value.doubleValue() : otherwise;
    }

    /// The truth that it is, or another.
    default boolean truth(boolean otherwise) {
        return this instanceof Truth(boolean value) ? value : otherwise;
    }

    /// A single value in words, or another text.
    default String text(String otherwise) {
        return isContainer() || isNone() ? otherwise : inWords();
    }

    /// Without JSON's quotation marks, nearly as in an experiment file; small fractions without exponents.
    default String unquoted() {
        return switch (this) {
            case Number number -> number.plain();
            case Text(String value) -> value;
            default -> toString().replace("\"", "").replace(":", ": ").replace(",", ", ");
        };
    }

    /// As a person reads a single value: a text without quotation marks; nothing for null.
    default String inWords() {
        return this instanceof Text(String value) ? value : isNull() ? "" : toString();
    }
}
