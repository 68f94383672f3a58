package nunchi.train;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.data.ArrayDataset;
import nunchi.data.DataCard;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Subset;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.layer.BatchNorm;
import nunchi.layer.Dense;
import nunchi.loss.BinaryCrossEntropy;
import nunchi.loss.Loss;
import nunchi.loss.MeanSquaredError;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Sgd;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// What a loss cannot take is refused before the first step, with the row and what would be right.
class TargetsTest {

    /// Two rows of a program's own, which nobody has looked at before.
    private record Own(Shape target, List<Float> values, String... names) implements Dataset {
        @Override
        public DataCard card() {
            return new DataCard("own", names);
        }

        @Override
        public Shape example() {
            return Shape.of(2);
        }

        @Override
        public int size() {
            return values.size() / target.size();
        }

        @Override
        public void example(int row, float[] into, int offset) {
            into[offset] = row;
        }

        @Override
        public void target(int row, float[] into, int offset) {
            for (int i = 0; i < target.size(); i++) {
                into[offset + i] = values.get(row * target.size() + i);
            }
        }
    }

    private static Dataset numbers(Float... values) {
        return new Own(Shape.SCALAR, List.of(values));
    }

    private static Dataset classes(int count, Float... labels) {
        return new Own(
                Shape.SCALAR,
                List.of(labels),
                List.of("a", "b", "c", "d").subList(0, count).toArray(String[]::new));
    }

    private static Dataset shares(Float... values) {
        return new Own(Shape.of(2), List.of(values), "a", "b");
    }

    private static void check(Loss loss, int units, Datasets parts) {
        Trainer.check(
                new Experiment(
                        "e",
                        new DataSettings("own"),
                        List.of(new Dense(units)),
                        loss,
                        new Sgd(0.1),
                        new TrainSettings(1)),
                parts);
    }

    private static void refused(Loss loss, int units, Dataset data, String message) {
        assertThatThrownBy(() -> check(loss, units, new Datasets(data)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aRowOfAPartIsNamedAsItsFileHasIt() {
        Dataset whole = shares(1f, 0f, 0f, 1f, 1f, 0f, 0.5f, 1.5f);
        assertThatThrownBy(() -> TargetValues.require(new BinaryCrossEntropy(), new Subset(whole, 2, 3), "training"))
                .hasMessageStartingWith(
                        "row 3 of own (counted from 0; row 1 of the training set) has the target 1.5, but binaryCrossEntropy takes");
        assertThatThrownBy(() -> TargetValues.require(
                        new MeanSquaredError(), new Subset(new Subset(whole, 3, 2, 0), 2, 0), "test"))
                .hasMessageStartingWith(
                        "row 3 of own (counted from 0; row 1 of the test set) has several labels or none");
    }

    @Test
    void binaryCrossEntropyTakesTargetsFromZeroToOne() {
        String expected =
                "but binaryCrossEntropy takes 0 for no, 1 for yes, or a probability between; scale the targets, or take meanSquaredError for numbers";
        refused(
                new BinaryCrossEntropy(),
                1,
                numbers(0f, 78f),
                "row 1 of the training set of own has the target 78, " + expected);
        refused(
                new BinaryCrossEntropy(),
                1,
                numbers(-1f, 1f),
                "row 0 of the training set of own has the target -1, " + expected);
        refused(
                new BinaryCrossEntropy(),
                2,
                shares(1f, 1f, 0f, 1.5f),
                "row 1 of the training set of own has the target 1.5, " + expected);
        assertThatCode(() -> check(new BinaryCrossEntropy(), 1, new Datasets(numbers(0.25f, 1f))))
                .doesNotThrowAnyException();
    }

    @Test
    void everyPartIsLookedAt() {
        Dataset fine = numbers(0f, 1f);
        assertThatThrownBy(() -> check(new BinaryCrossEntropy(), 1, new Datasets(fine, numbers(0f, 2f), null)))
                .hasMessageStartingWith("row 1 of the validation set of own has the target 2, ");
        assertThatThrownBy(() -> check(new BinaryCrossEntropy(), 1, new Datasets(fine, fine, numbers(3f, 0f))))
                .hasMessageStartingWith("row 0 of the test set of own has the target 3, ");
    }

    @Test
    void classesAreNotLearntFromNumbers() {
        refused(
                new SoftmaxCrossEntropy(),
                1,
                numbers(0.5f, 2f),
                "softmaxCrossEntropy tells classes apart, but own has none, only numbers; name its classes "
                        + "(of a CSV file by label and not by target), or take meanSquaredError");
    }

    @Test
    void labelsAreTheNumbersOfClasses() {
        refused(
                new SoftmaxCrossEntropy(),
                4,
                classes(4, 0f, 3.7f),
                "row 1 of the training set of own has the target 3.7, but softmaxCrossEntropy takes the number of one of its 4 classes, 0 to 3");
        refused(
                new SoftmaxCrossEntropy(),
                4,
                classes(4, -1f, 3f),
                "row 0 of the training set of own has the target -1, but softmaxCrossEntropy takes the number of one of its 4 classes, 0 to 3");
        refused(
                new SoftmaxCrossEntropy(),
                4,
                classes(4, 0f, 4f),
                "row 1 of the training set of own has the target 4, but softmaxCrossEntropy takes the number of one of its 4 classes, 0 to 3");
        refused(
                new MeanSquaredError(),
                1,
                numbers(0f, Float.NaN),
                "row 1 of the training set of own has the target NaN, but meanSquaredError takes a finite number; leave the row out or fill the gap");
    }

    @Test
    void distributionsSumToOne() {
        refused(
                new SoftmaxCrossEntropy(),
                2,
                shares(1f, 1f, 0f, 1f),
                "row 0 of the training set of own has targets whose sum is 2.0, but softmaxCrossEntropy takes "
                        + "probabilities of classes of which one is true, whose sum is 1; where an example may have several, take binaryCrossEntropy");
        refused(
                new SoftmaxCrossEntropy(),
                2,
                shares(0.3f, 0.7f, -0.5f, 1.5f),
                "row 1 of the training set of own has the target -0.5, but softmaxCrossEntropy takes probabilities of the classes, which are 0 or more");
        assertThatCode(() -> check(new SoftmaxCrossEntropy(), 2, new Datasets(shares(0.3f, 0.7f, 1f, 0f))))
                .doesNotThrowAnyException();
    }

    @Test
    void oneClassAloneIsNothingToLearn() {
        String expected = ", so that there is nothing to tell apart; give it rows of another class too";
        refused(
                new SoftmaxCrossEntropy(),
                2,
                classes(1, 0f, 0f),
                "every row of the training set of own is of the class a" + expected);
        refused(
                new BinaryCrossEntropy(),
                1,
                classes(2, 1f, 1f),
                "every row of the training set of own is of the class b" + expected);
    }

    @Test
    void theLastLayerHasAsManyUnitsAsTheLossTakes() {
        refused(
                new SoftmaxCrossEntropy(),
                1,
                classes(2, 0f, 1f),
                "labels go to 1 but the model's last layer has 1 unit; give it 2");
        refused(
                new BinaryCrossEntropy(),
                1,
                classes(3, 0f, 2f),
                "labels go to 2, but binaryCrossEntropy takes class numbers of two classes alone; take softmaxCrossEntropy with 3 units in the last layer");
        refused(
                new BinaryCrossEntropy(),
                3,
                classes(3, 0f, 2f),
                "labels go to 2, but binaryCrossEntropy takes class numbers of two classes alone; take softmaxCrossEntropy with 3 units in the last layer");
        refused(
                new BinaryCrossEntropy(),
                2,
                classes(2, 0f, 1f),
                "binaryCrossEntropy tells two classes apart by 1 unit, but the model's last layer has 2 units; give it 1, or take softmaxCrossEntropy");
        refused(
                new MeanSquaredError(),
                1,
                classes(3, 0f, 2f),
                "labels go to 2, but meanSquaredError takes class numbers of two classes alone; take softmaxCrossEntropy with 3 units in the last layer");
    }

    @Test
    void oneTargetIsNotLearntByTwoUnits() {
        refused(
                new MeanSquaredError(),
                2,
                new ArrayDataset(new DataCard("line"), Tensor.zeros(Shape.of(4, 2)), Tensor.zeros(Shape.of(4))),
                "targets [4] do not fit the model's output [4, 2]: an example has 1, but the last layer gives 2; give it 1 unit");
    }

    /// Five rows in batches of two leave one alone.
    @Test
    void aLastBatchTooSmallForALayerIsRefusedAtTheStart() {
        DataSettings settings = new DataSettings("own").withBatch(2).withShuffle(false);
        DataSettings dropping =
                new DataSettings("own").withBatch(2).withDropLast(true).withShuffle(false);
        Datasets parts = new Datasets(classes(2, 0f, 1f, 0f, 1f, 0f));
        assertThatThrownBy(() -> Trainer.check(normalized(settings), parts))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("5 training examples in batches of 2 leave a last batch of 1: ")
                .hasMessageEndingWith("; set data.dropLast=true or another data.batch");
        assertThatCode(() -> Trainer.check(normalized(dropping), parts)).doesNotThrowAnyException();
    }

    private static Experiment normalized(DataSettings settings) {
        return new Experiment(
                "e",
                settings,
                List.of(new BatchNorm(), new Dense(2)),
                new SoftmaxCrossEntropy(),
                new Sgd(0.1),
                new TrainSettings(1));
    }
}
