package nunchi.model;

import java.util.List;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.layer.Embedding;
import nunchi.layer.TokenCounts;
import nunchi.network.Preprocessed;
import nunchi.tensor.Shape;
import nunchi.token.TargetEncoding;
import nunchi.token.TextEncoding;
import org.jspecify.annotations.Nullable;

/// What a model learnt from, by name. Other data for the same model are matched with it: the columns of a table are
/// found by their names, and a row's class is the model's class of the same name, whatever its number in the other
/// data.
///
/// @param classes the names of the classes by the model's numbers; empty for a regression, null where the data may have
///                any
/// @param table   the columns that examples and targets were made of; null where they came from no table
/// @param text    how texts become examples; null where examples are no texts
/// @param target  how texts become targets; null where targets are no texts
public record DataSchema(
        @Nullable List<String> classes,
        @Nullable TableColumns table,
        @Nullable TextEncoding text,
        @Nullable TargetEncoding target) {
    /// What fits any data.
    public static final DataSchema ANY = new DataSchema(null, null);

    public DataSchema {
        classes = classes == null ? null : List.copyOf(classes);
    }

    /// Of examples that are no texts.
    public DataSchema(@Nullable List<String> classes, @Nullable TableColumns table) {
        this(classes, table, null, null);
    }

    /// As it is stored.
    ///
    /// @param text   null where examples are no texts
    /// @param target null where targets are no texts
    public static DataSchema of(
            @Nullable List<String> classes,
            @Nullable TableColumns table,
            @Nullable TextRecord text,
            @Nullable TargetTextRecord target) {
        return new DataSchema(
                classes, table, text == null ? null : text.encoding(), target == null ? null : target.encoding());
    }

    /// The same for a model that is to learn other classes or targets.
    public DataSchema withAnyOutputs() {
        return new DataSchema(
                null,
                table == null ? null : new TableColumns(table.count(), table.features(), List.of(), table.header()),
                text,
                null);
    }

    /// The shape of a target, as far as it matters for predictions: the steps of target texts, else `[]`.
    public Shape targetShape() {
        return target == null ? Shape.SCALAR : Shape.of(target.length());
    }

    /// How texts become examples of a language model, which predicts the next token.
    ///
    /// @throws InvalidRequestException for a model of anything else
    public TextEncoding requireNextTokens() {
        if (text == null || target == null || !target.next()) {
            throw new InvalidRequestException(
                    "this model does not predict the next token of a text, so that it cannot go on with one; train one on one text, with data.window");
        }
        return text;
    }

    /// Refuses a language model where a prediction is asked for.
    ///
    /// @throws InvalidRequestException when it is one
    public void refuseNextTokens() {
        Check.require(
                target == null || !target.next(),
                "this model predicts the next token of a text, and has no class or value to predict; let it go on with the text: nunchi generate, Model.generate");
    }

    /// How many tokens the texts have; null where examples are no texts.
    public @Nullable TokenCounts tokenCounts() {
        if (text == null) {
            return null;
        }
        int tokens = text.vocabulary().size();
        return target == null ? new TokenCounts(tokens) : new TokenCounts(tokens, target.classes(), target.length());
    }

    /// The names of the values of an example; empty where they have none.
    public List<String> valueNames() {
        return table == null || text != null ? List.of() : table.valueNames();
    }

    /// Whether the embeddings of a model have a vector for each token of its texts.
    ///
    /// @throws nunchi.check.InvalidRequestException when one has more or fewer
    public void requireVocabulary(Preprocessed layers) {
        if (text == null) {
            return;
        }
        int tokens = text.vocabulary().size();
        layers.byPath().forEach((path, layer) -> {
            Integer own = layer instanceof Embedding embedding ? embedding.vocabulary() : null;
            Check.require(
                    own == null || own == tokens,
                    "%s has the vocabulary %d, but the vocabulary of the data has %d tokens; omit vocabulary, or bring data.json back from a copy"
                            .formatted(path, own, tokens));
        });
    }

    /// The same for a model that is to learn from other columns or other texts.
    public DataSchema withAnyColumns() {
        return new DataSchema(classes, null);
    }
}
