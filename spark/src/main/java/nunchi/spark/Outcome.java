package nunchi.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nunchi.graph.Graph;
import nunchi.loss.OutputKind;
import nunchi.network.Network;
import nunchi.predict.ExampleForm;
import nunchi.prediction.Prediction;
import nunchi.prediction.Prediction.Likelihood;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/// What a model says of a row, and the columns that hold it.
enum Outcome {
    /// The number of the most likely class, beside a value for each class.
    CLASS(DataTypes.DoubleType, true),
    /// 1 for each label that is decided for, else 0, beside a value for each label.
    LABELS(SQLDataTypes.VectorType(), true),
    /// The one value of a regression.
    NUMBER(DataTypes.DoubleType, false),
    /// The values of a regression.
    NUMBERS(SQLDataTypes.VectorType(), false),
    /// A text, or the tags of a sentence parted by spaces, beside its probability.
    TEXT(DataTypes.StringType, true);

    private final DataType prediction;
    private final boolean hasProbability;

    Outcome(DataType prediction, boolean hasProbability) {
        this.prediction = prediction;
        this.hasProbability = hasProbability;
    }

    static Outcome of(Network network, ExampleForm form) {
        if (form.target() != null) {
            return TEXT;
        }
        Graph graph = network.prediction(1);
        int units = Objects.requireNonNull(graph.outputs().get(Network.PREDICTION))
                .shape()
                .size();
        if (form.classes().isEmpty()) {
            return units == 1 ? NUMBER : NUMBERS;
        }
        OutputKind kind = network.trainingStep().loss().output();
        return kind.ofLabels() && units > 1 ? LABELS : CLASS;
    }

    DataType predictionType() {
        return prediction;
    }

    /// Of the second column, where there is one.
    DataType probabilityType() {
        return this == TEXT ? DataTypes.DoubleType : SQLDataTypes.VectorType();
    }

    boolean hasProbability() {
        return hasProbability;
    }

    /// The values of the columns, in their order.
    List<Object> values(Prediction said) {
        return switch (this) {
            case CLASS -> List.of((double) said.best().number(), Vectors.dense(perClass(said)));
            case LABELS -> List.of(Vectors.dense(decisions(said)), Vectors.dense(perClass(said)));
            case NUMBER -> List.of((double) said.values().getFirst());
            case NUMBERS ->
                List.of(Vectors.dense(
                        said.values().stream().mapToDouble(Float::doubleValue).toArray()));
            case TEXT -> List.of(Objects.requireNonNull(said.text()), said.probability());
        };
    }

    /// The values of a row of which nothing is said: nulls.
    List<Object> nothing() {
        List<Object> nulls = new ArrayList<>();
        nulls.add(null);
        if (hasProbability) {
            nulls.add(null);
        }
        return nulls;
    }

    private static double[] perClass(Prediction said) {
        double[] values = new double[said.classes().size()];
        for (Likelihood each : said.classes()) {
            values[each.number()] = each.value();
        }
        return values;
    }

    private static double[] decisions(Prediction said) {
        double[] values = new double[said.classes().size()];
        for (Likelihood each : said.affirmed()) {
            values[each.number()] = 1;
        }
        return values;
    }
}
