package nunchi.data;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.model.DataSchema;
import org.jspecify.annotations.Nullable;

/// The parts of a data set as a program or the data set has them; an experiment's settings cut them to [Splits].
/// Validation and test part are matched with the training part as they come in: a row's class is the training part's
/// class of the same name, whatever its number in its own part.
///
/// @param train      never null
/// @param validation null where there is none
/// @param test       null where there is none
public record Parts(
        Dataset train,
        @Nullable Dataset validation,
        @Nullable Dataset test) {
    /// @throws nunchi.check.InvalidRequestException when examples or targets of the parts differ in shape, or a part
    ///     has classes or columns that the training part has not
    public Parts {
        Check.require(train != null, "a data set needs a training part");
        requireRows(train, "training");
        validation = matched(train, validation, "validation");
        test = matched(train, test, "test");
    }

    private static void requireRows(Dataset part, String name) {
        Check.require(
                part.size() > 0,
                "the %s part of %s has no rows; give it some, or leave the part out".formatted(name, part.name()));
    }

    private static @Nullable Dataset matched(Dataset train, @Nullable Dataset part, String name) {
        if (part == null) {
            return null;
        }
        requireRows(part, name);
        Check.require(
                part.example().equals(train.example()),
                "an example of the %s part has the shape %s, but of the training part %s; give both parts the same columns"
                        .formatted(name, part.example(), train.example()));
        Dataset matched = part.matching(train.schema());
        Check.require(
                matched.target().equals(train.target()),
                "a target of the %s part has the shape %s, but of the training part %s; give both parts the same targets"
                        .formatted(name, part.target(), train.target()));
        return matched;
    }

    public Parts(Dataset train) {
        this(train, null, null);
    }

    /// The same, with missing values of a table filled by what the training part has.
    ///
    /// @throws nunchi.check.InvalidRequestException when a column of the training part has nothing to fill its missing
    ///                                              values with
    public Parts filled() {
        return TableDataset.filled(this);
    }

    /// Those that there are, the training part first.
    public List<Dataset> sets() {
        return Stream.of(train, validation, test).filter(Objects::nonNull).toList();
    }

    /// Takes the test part out of the training part; to be done before the validation part is.
    ///
    /// @param seed the run's
    /// @throws nunchi.check.InvalidRequestException when the set has a test part already, or a part would be empty
    public Parts withTest(Splitter split, long seed) {
        Check.require(
                test == null,
                "%s has a test part of its own; a test split can only be taken where there is none"
                        .formatted(train.name()));
        Check.require(
                validation == null, "take the test part of %s before its validation part".formatted(train.name()));
        Splitter.Cut cut = split.cut(train, seed);
        return new Parts(new Subset(train, cut.kept()), null, new Subset(train, cut.held()));
    }

    /// Takes the validation part out of the training part.
    ///
    /// @param seed the run's
    /// @throws nunchi.check.InvalidRequestException when there is a validation part already, or a part would be empty
    public Parts withValidation(Splitter split, long seed) {
        Check.require(
                validation == null,
                "%s has a validation part already; leave the validation split out, or give data without that part"
                        .formatted(train.name()));
        Splitter.Cut cut = split.cut(train, seed);
        return new Parts(new Subset(train, cut.kept()), new Subset(train, cut.held()), test);
    }

    /// Each part as [Dataset#matching] has it.
    public Parts matching(DataSchema learnt) {
        return each(part -> part.matching(learnt));
    }

    /// Each part changed in the same way.
    Parts each(UnaryOperator<Dataset> change) {
        return new Parts(
                change.apply(train),
                validation == null ? null : change.apply(validation),
                test == null ? null : change.apply(test));
    }
}
