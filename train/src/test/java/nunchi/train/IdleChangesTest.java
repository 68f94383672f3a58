package nunchi.train;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.tensor.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdleChangesTest {
    private static final ExperimentFile FILES = new ExperimentFile();
    private static final Experiment OWN = FILES.parse("""
            name: plain
            data: {name: digits, test: 0.2, preprocess: [{scale: 16}]}
            model: [{dense: {units: 16, activation: {leakyRelu: 0.1}}}, batchNorm, {dropout: {rate: 0.1}}, {dense: {units: 10}}]
            loss: softmaxCrossEntropy
            optimizer: {sgd: {learningRate: 0.1}}
            train: {epochs: 6}
            penalty: {l2: 0.01}
            """);
    private static final Shape EXAMPLE = Shape.of(64);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "optimizer=adam",
                "optimizer.sgd.learningRate=1",
                "data.batch=5",
                "data.shuffle=false",
                "data.picture=stretch",
                "train.epochs=9",
                "seed=2",
                "name=other",
                "model.2.dropout.rate=0.5",
                "model.0.dense.init=zeros",
                "model.1.batchNorm.momentum=0.5",
                "penalty=null",
                "clip={clipByNorm: 1}",
                "inspect={}",
                "train.classWeights=balanced"
            })
    void aChangeWithoutEffectIsRefusedByItself(String change) {
        String beside = "data.preprocess=[{scale: 8}]";
        assertThatThrownBy(() -> IdleChanges.refuseMeasured(OWN, List.of(beside, change), FILES, EXAMPLE, Shape.SCALAR))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(change + " changes nothing of what is measured");
        assertThatThrownBy(() -> IdleChanges.refusePredicted(OWN, List.of(beside, change), FILES, EXAMPLE))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(change + " changes nothing of what is predicted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.name=blobs",
                "data.test=0.5",
                "data.limit={test: 10}",
                "train.metrics=[f1]",
                "data.label=[kind]"
            })
    void dataAndMetricsCountWhereItIsMeasuredAlone(String change) {
        assertThatCode(() -> IdleChanges.refuseMeasured(OWN, List.of(change), FILES, EXAMPLE, Shape.SCALAR))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> IdleChanges.refusePredicted(OWN, List.of(change), FILES, EXAMPLE))
                .hasMessageStartingWith(change + " changes nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.preprocess=[]",
                "model.0.dense.activation.leakyRelu.slope=0.3",
                "model.1.batchNorm.epsilon=0.1",
                "strict=true",
                "optimizer.sgd.learningRate=0.1",
                "seed=1",
                "data={name: digits, test: 0.2, preprocess: []}"
            })
    void whatCountsOrIsTheRunsOwnIsTaken(String change) {
        assertThatCode(() -> IdleChanges.refuseMeasured(OWN, List.of(change), FILES, EXAMPLE, Shape.SCALAR))
                .doesNotThrowAnyException();
        assertThatCode(() -> IdleChanges.refusePredicted(OWN, List.of(change), FILES, EXAMPLE))
                .doesNotThrowAnyException();
    }
}
