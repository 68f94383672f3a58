package nunchi.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nunchi.check.Check;
import org.apache.spark.SparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.reflect.ClassTag$;

/// The model of a run as a stage of a Spark pipeline. Each row gets what `Predictor.predict` of a list says, with the
/// same bits; the preprocessing is part of the model.
///
/// | model | `inputCol` | `predictionCol` | `probabilityCol` |
/// |---|---|---|---|
/// | classes | numbers, or image files as binary | number of the class, double | vector, a value for each class |
/// | labels, of which several may hold | the same | vector of 1 (yes) and 0 (no) | vector, a value for each label |
/// | regression of one value | the same | double | none |
/// | regression of several | the same | vector | none |
/// | texts or tags | strings, where the model takes texts | string | double, of the whole text |
///
/// Numbers are an array or a vector of as many values as an example has, in the range of the data set; a plain number
/// where an example has one. The values for classes are probabilities in [0, 1], or scores where the model's outputs
/// are no probabilities.
///
/// A row that cannot be predicted ends the job (`handleInvalid` is `error`, the default), is left out (`skip`), or gets
/// nulls (`keep`).
public final class NunchiModel extends Transformer implements MLWritable {
    private static final long serialVersionUID = 1L;

    private final String uid;
    private final transient PackedModel model;
    private transient @Nullable Broadcast<byte[]> sent;
    private transient @Nullable SparkContext receiver;

    private final Param<String> inputCol;
    private final Param<String> predictionCol;
    private final Param<String> probabilityCol;
    private final Param<String> handleInvalid;

    NunchiModel(String uid, PackedModel model) {
        this.uid = uid;
        this.model = model;
        // Each asks for the stage's name, so none is made before that is known.
        inputCol = new Param<>(this, "inputCol", "column of the examples");
        predictionCol = new Param<>(this, "predictionCol", "column of the predictions");
        probabilityCol =
                new Param<>(this, "probabilityCol", "column of the values for each class, or of a text's probability");
        handleInvalid = new Param<>(
                this,
                "handleInvalid",
                "what becomes of rows that cannot be predicted: error, skip (they are left out) or keep (they get nulls)",
                ParamValidators.inArray(InvalidRows.words()));
        setDefault(inputCol, "features");
        setDefault(predictionCol, "prediction");
        setDefault(probabilityCol, "probability");
        setDefault(handleInvalid, InvalidRows.ERROR.word());
    }

    /// The model of a run, with its weights and preprocessing.
    ///
    /// @param runFolder of a run that has ended, on the driver's disk
    /// @throws nunchi.check.InvalidRequestException when the folder holds no run, no model that can be trusted, or a
    ///                                              language model
    public static NunchiModel load(String runFolder) {
        Path folder = Path.of(runFolder);
        Check.require(
                !Files.isDirectory(folder.resolve("metadata")),
                "%s is a stage that was saved, and not a run; read it by NunchiModel.read().load".formatted(folder));
        return new NunchiModel(Identifiable$.MODULE$.randomUID("nunchi"), PackedModel.of(folder));
    }

    /// Reads what [#write] wrote, by itself or within a pipeline.
    public static MLReader<NunchiModel> read() {
        return new NunchiModelFiles.Reader();
    }

    @Override
    public MLWriter write() {
        return new NunchiModelFiles.Writer(this, model.content());
    }

    @Override
    public String uid() {
        return uid;
    }

    /// Column of the examples (default: `features`).
    public Param<String> inputCol() {
        return inputCol;
    }

    /// Column of the predictions (default: `prediction`).
    public Param<String> predictionCol() {
        return predictionCol;
    }

    /// Column of the values for each class, or of a text's probability (default: `probability`).
    public Param<String> probabilityCol() {
        return probabilityCol;
    }

    /// What becomes of rows that cannot be predicted: `error`, `skip` or `keep` (default: `error`).
    public Param<String> handleInvalid() {
        return handleInvalid;
    }

    /// @param column of the examples
    public NunchiModel setInputCol(String column) {
        return (NunchiModel) set(inputCol, column);
    }

    /// @param column of the predictions, which must not be there yet
    public NunchiModel setPredictionCol(String column) {
        return (NunchiModel) set(predictionCol, column);
    }

    /// @param column of the values for each class, which must not be there yet
    public NunchiModel setProbabilityCol(String column) {
        return (NunchiModel) set(probabilityCol, column);
    }

    /// @param what `error`, `skip` or `keep`
    /// @throws IllegalArgumentException for another word
    public NunchiModel setHandleInvalid(String what) {
        return (NunchiModel) set(handleInvalid, what);
    }

    @Override
    public NunchiModel copy(ParamMap extra) {
        return copyValues(new NunchiModel(uid, model), extra);
    }

    /// @throws IllegalArgumentException where there is no input column of a type that the model takes, or an output
    ///                                  column is there already
    @Override
    public StructType transformSchema(StructType schema) {
        input(schema);
        Outcome outcome = model.outcome();
        StructType scored = with(schema, getOrDefault(predictionCol), outcome.predictionType());
        return outcome.hasProbability()
                ? with(scored, getOrDefault(probabilityCol), outcome.probabilityType())
                : scored;
    }

    private static StructType with(StructType schema, String column, DataType type) {
        if (List.of(schema.fieldNames()).contains(column)) {
            throw new IllegalArgumentException(
                    "column '%s' is there already; give another predictionCol or probabilityCol".formatted(column));
        }
        return schema.add(column, type, true);
    }

    private InputColumn input(StructType schema) {
        String name = getOrDefault(inputCol);
        if (!List.of(schema.fieldNames()).contains(name)) {
            throw new IllegalArgumentException("there is no column '%s' with the examples; set inputCol to one of %s"
                    .formatted(name, Check.listed(List.of(schema.fieldNames()))));
        }
        return InputColumn.of(name, schema.apply(name).dataType(), model.form());
    }

    /// The rows with the columns of the predictions behind their own, in the same partitions and order.
    @Override
    public Dataset<Row> transform(Dataset<?> rows) {
        StructType schema = rows.schema();
        StructType scored = transformSchema(schema);
        Scoring scoring = new Scoring(
                sent(rows.sparkSession().sparkContext()),
                input(schema),
                schema.fieldIndex(getOrDefault(inputCol)),
                model.outcome(),
                InvalidRows.named(getOrDefault(handleInvalid)));
        return rows.toDF().mapPartitions(scoring, Encoders.row(scored));
    }

    /// Sent once to each Spark, for all data sets that are scored.
    private synchronized SentModel sent(SparkContext context) {
        Broadcast<byte[]> content = sent;
        if (content == null || receiver != context) {
            content = context.broadcast(model.content(), ClassTag$.MODULE$.apply(byte[].class));
            sent = content;
            receiver = context;
        }
        return new SentModel(model.sha256(), content);
    }
}
