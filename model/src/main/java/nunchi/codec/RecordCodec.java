package nunchi.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Makes records of trees, and trees of records. The records are the schema: their components are the keys; of a
/// component marked [Inline] its own.
///
/// In a file that a person writes ([#ofPerson]) what is absent or null takes the default of the record's shortest
/// constructor, and an unknown key is refused:
///
/// | type of the component | written as |
/// |---|---|
/// | number, text, true or false | itself |
/// | enum | its name in any case |
/// | list | a list; of texts, records and named values also one alone |
/// | map | its keys, whatever they are |
/// | [Tree] | anything |
/// | record | its keys; where one key alone must be given, and it is the first, also its value: `data: digits` |
/// | … of one text alone | that text |
/// | … of whole numbers alone | one for all, `3`, or a list of them in order, `[3, 5]` |
/// | interface of the catalogue | a name and its keys, `{dense: {units: 10}}` |
/// | … without keys, or all of them left out | its name, `relu` |
/// | … when no other key than its first must be given | a name and that value, `{dense: 10}` |
/// | … of one map alone | a name and the keys of the map, `{columns: {age: median}}` |
/// | … that has a `constant` (schedules, initial values) or an `explicit` (padding) | bare numbers |
/// | split, penalty, clip, constraint | a bare number, for `random`, `l2`, `clipByNorm`, `maxNorm` |
///
/// In a file that Nunchi writes ([#ofProgram]) other keys than a record's are let be: a later version may have written
/// them. A value of another type is refused:
///
/// | type of the component | in the file | where it is absent |
/// |---|---|---|
/// | `int`, `long`, `boolean` | a whole number, true or false | refused |
/// | `Integer`, `Long`, `Boolean`, `String`, an enum, a record | the same, text, its name, an object | null, left out |
/// | `double` | a number; NaN, what was not measured, is null, and what is infinite ±1E+999 | NaN |
/// | `Double` | a number; NaN is null | null, and left out |
/// | `List` | a list | empty; null is left out |
/// | `SequencedMap` of texts | an object | empty; null is left out |
/// | `Object` | a number, a text or null | null |
/// | [Tree] | anything, as an experiment has it | absent, and left out |
public final class RecordCodec {
    private final Author author;
    private final Catalogue catalogue;
    private final Forms forms;
    private final RecordReader reader;
    private final RecordWriter writer;

    private RecordCodec(Author author, Catalogue catalogue, Forms forms) {
        this.author = author;
        this.catalogue = catalogue;
        this.forms = forms;
        this.reader = new RecordReader(author, catalogue, forms);
        this.writer = new RecordWriter(author, catalogue, forms);
    }

    /// For files that a person writes.
    public static RecordCodec ofPerson(Catalogue catalogue) {
        return new RecordCodec(Author.PERSON, catalogue, Forms.NONE);
    }

    /// For files that Nunchi writes itself.
    public static RecordCodec ofProgram() {
        return new RecordCodec(Author.PROGRAM, Catalogue.EMPTY, Forms.NONE);
    }

    /// The same with a type that has a form of its own in a file.
    ///
    /// @param read from a tree and its path
    public <T> RecordCodec with(Class<T> type, BiFunction<Tree, String, T> read, Function<T, Tree> write) {
        return new RecordCodec(author, catalogue, forms.with(type, read, write));
    }

    /// Of the whole of a file.
    ///
    /// @throws nunchi.check.InvalidRequestException with the path of the first value that does not fit: `at
    ///     model.0.dense.units: …`
    public <T extends Record> T read(Tree tree, Class<T> type) {
        RecordReader hinting = author == Author.PROGRAM
                ? reader
                : new RecordReader(
                        author,
                        catalogue,
                        forms,
                        (key, value) -> new KeyPlaces(reader, catalogue, tree, type).hint(key, value));
        return type.cast(Objects.requireNonNull(hinting.value(tree, type, "")));
    }

    /// The keys and values of a record.
    ///
    /// @throws nunchi.check.InvalidRequestException when it holds something that could not be read back
    public Tree.Fields tree(Record record) {
        return writer.tree(record);
    }

    /// A value of an open kind, with its name: `relu`, or `{dense: {units: 10, …}}`.
    public Tree named(Record record) {
        return writer.named(record);
    }

    /// A record of which every key is absent.
    ///
    /// @param type without primitive whole numbers, which cannot be absent
    public static <T extends Record> T empty(Class<T> type) {
        Map<String, Object> values = new HashMap<>();
        RecordType.of(type)
                .parts()
                .forEach(part -> values.put(part.name(), RecordReader.absent(RecordType.raw(part.type()))));
        return type.cast(RecordType.create(type, values));
    }

    /// A number as files have it: null for one that was not measured, ±1E+999 for one beyond all numbers.
    public static Tree number(double value) {
        return RecordWriter.number(value);
    }

    /// The number that [#number] wrote.
    ///
    /// @throws nunchi.check.InvalidRequestException where it is none, with its path
    public static double number(Tree tree, String path) {
        return new Scalars(Author.PROGRAM).number(tree, path);
    }

    /// @throws nunchi.check.InvalidRequestException where a value that Nunchi wrote has another type: `seed is "a",
    ///     where a whole number was written`
    public static void require(boolean holds, String type, Tree tree, String path) {
        new Scalars(Author.PROGRAM).require(holds, type, tree, path);
    }
}
