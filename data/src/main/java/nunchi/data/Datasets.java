package nunchi.data;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.model.DataSchema;
import nunchi.token.TextSettings;
import org.jspecify.annotations.Nullable;

/// The parts of a data set as a program or the data set has them; an experiment's settings cut them to [Splits].
/// Validation and test set are matched with the training set as they come in: a row's class is the training set's
/// class of the same name, whatever its number in its own part.
///
/// @param train      never null
/// @param validation null where there is none
/// @param test       null where there is none
public record Datasets(
        Dataset train,
        @Nullable Dataset validation,
        @Nullable Dataset test) {
    /// @throws nunchi.check.InvalidRequestException when examples or targets of the parts differ in shape, or a part
    ///     has classes or columns that the training set has not
    public Datasets {
        Check.require(train != null, "a data set needs a training set");
        requireRows(train, "training");
        validation = matched(train, validation, "validation");
        test = matched(train, test, "test");
    }

    private static void requireRows(Dataset part, String name) {
        Check.require(
                part.size() > 0,
                "the %s set of %s has no rows; give it some, or leave the set out".formatted(name, part.name()));
    }

    private static @Nullable Dataset matched(Dataset train, @Nullable Dataset part, String name) {
        if (part == null) {
            return null;
        }
        requireRows(part, name);
        Check.require(
                part.example().equals(train.example()),
                "an example of the %s set has the shape %s, but of the training set %s; give both sets the same columns"
                        .formatted(name, part.example(), train.example()));
        Dataset matched = part.matching(train.schema());
        Check.require(
                matched.target().equals(train.target()),
                "a target of the %s set has the shape %s, but of the training set %s; give both sets the same targets"
                        .formatted(name, part.target(), train.target()));
        return matched;
    }

    public Datasets(Dataset train) {
        this(train, null, null);
    }

    /// The same, with missing values of a table filled by what the training set has.
    ///
    /// @throws nunchi.check.InvalidRequestException when a column of the training set has nothing to fill its missing
    ///                                              values with
    public Datasets filled() {
        return TableDataset.filled(this);
    }

    /// The same, with texts as ids of a vocabulary that is learnt from the training set; these themselves where there
    /// are no texts, or they are ids already.
    ///
    /// @throws nunchi.check.InvalidRequestException when a text is empty or too long, with its row; or no token is left
    ///                                              for the vocabulary
    public Datasets encoded(TextSettings settings) {
        return encoded(settings, null);
    }

    /// The same, and target texts as ids of theirs.
    ///
    /// @param target how target texts become ids; null for as they come
    /// @throws nunchi.check.InvalidRequestException as above, or when there are no target texts
    public Datasets encoded(TextSettings settings, @Nullable TargetText target) {
        return EncodedTexts.encoded(this, settings, target);
    }

    /// The same with one text cut into examples of equally many tokens; these themselves where there are rows already.
    ///
    /// @throws nunchi.check.InvalidRequestException where no number of tokens is named, or the text is too short
    public Datasets inWindows(TextSettings settings) {
        return WholeText.cut(this, settings);
    }

    /// The same without rows whose texts are longer than they may be, where the settings leave such out.
    ///
    /// @param target of target texts; null for as they come
    /// @throws nunchi.check.InvalidRequestException when no row is left in a part
    public Datasets withoutLonger(TextSettings settings, @Nullable TargetText target) {
        Predicate<String> skipped = target == null ? _ -> false : target.texts()::skips;
        TextSettings own = EncodedTexts.settings(train, settings);
        return settings.skipsLonger() || target != null && target.texts().skipsLonger()
                ? each(part -> EncodedTexts.withoutLonger(part, own::skips, skipped))
                : this;
    }

    /// The same without rows whose texts begin otherwise than the settings say.
    ///
    /// @param target of target texts; null for as they come
    /// @throws nunchi.check.InvalidRequestException when no row is left in a part
    public Datasets startingWith(TextSettings settings, @Nullable TargetText target) {
        Predicate<String> wanted = target == null ? _ -> true : target.texts()::takes;
        TextSettings own = EncodedTexts.settings(train, settings);
        return !settings.startsWith().isEmpty()
                        || target != null && !target.texts().startsWith().isEmpty()
                ? each(part -> EncodedTexts.taken(part, own::takes, wanted))
                : this;
    }

    /// Those that there are, the training set first.
    public List<Dataset> sets() {
        return Stream.of(train, validation, test).filter(Objects::nonNull).toList();
    }

    /// Takes the test set out of the training set; to be done before the validation set is.
    ///
    /// @param seed the run's
    /// @throws nunchi.check.InvalidRequestException when the set has a test set already, or a part would be empty
    public Datasets withTest(Splitter split, long seed) {
        Check.require(
                test == null,
                "%s has a test set of its own; a test split can only be taken where there is none"
                        .formatted(train.name()));
        Check.require(validation == null, "take the test set of %s before its validation set".formatted(train.name()));
        Splitter.Cut cut = split.cut(train, seed);
        return new Datasets(new Subset(train, cut.kept()), null, new Subset(train, cut.held()));
    }

    /// Takes the validation set out of the training set.
    ///
    /// @param seed the run's
    /// @throws nunchi.check.InvalidRequestException when there is a validation set already, or a part would be empty
    public Datasets withValidation(Splitter split, long seed) {
        Check.require(
                validation == null,
                "%s has a validation set already; leave the validation split out, or give data without a validation set"
                        .formatted(train.name()));
        Splitter.Cut cut = split.cut(train, seed);
        return new Datasets(new Subset(train, cut.kept()), new Subset(train, cut.held()), test);
    }

    /// Each part as [Dataset#matching] has it.
    public Datasets matching(DataSchema learnt) {
        return each(part -> part.matching(learnt));
    }

    /// Each part changed in the same way.
    Datasets each(UnaryOperator<Dataset> change) {
        return new Datasets(
                change.apply(train),
                validation == null ? null : change.apply(validation),
                test == null ? null : change.apply(test));
    }
}
