package nunchi.app;

import static nunchi.app.CommandsTest.STUDY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

final class WrongRequestsTest {
    private static final List<Arguments> REQUESTS = List.of(
            Arguments.of("rnu", "unknown command 'rnu'. Did you mean 'run'? Known: lab, run, "),
            Arguments.of("data lst", "unknown command 'lst'. Did you mean 'list'? Known: list, get, check"),
            Arguments.of(
                    "lab digits-from-scatch",
                    "unknown study 'digits-from-scatch'. Did you mean 'digits-from-scratch'? Known: hidden-layers, "),
            Arguments.of(
                    "predict x y.png --keep --set seed=2",
                    "--keep shows images as the run says; omit --picture, --header and --set"),
            Arguments.of("run", "missing required parameter: 'FILE'; see 'nunchi run --help'"),
            Arguments.of("run STUDY again", "'again' is one argument too many; see 'nunchi run --help'"),
            Arguments.of("run STUDY --theads 2", "unknown option '--theads'. Did you mean '--threads'?"),
            Arguments.of(
                    "run STUDY --threads two",
                    "invalid value for option '--threads': 'two' is not a whole number; see 'nunchi run --help'"),
            Arguments.of("run STUDY --threads 0", "threads is 0; it must be at least 1"),
            Arguments.of("run STUDY --repeat 0", "repeat is 0; it must be at least 1"),
            Arguments.of("run STUDY --epochs 0", "epochs is 0; it must be at least 1"),
            Arguments.of("run STUDY --data digist", "unknown data set 'digist'. Did you mean 'digits'?"),
            Arguments.of("run STUDY --set model.0.dense.unit=3", "unknown key 'unit'. Did you mean 'units'?"),
            Arguments.of(
                    "run STUDY --out hdfs://node/runs",
                    "'hdfs://node/runs' is an address; give a file or folder of this machine"),
            Arguments.of("run nowhere.yaml", "there is no file nowhere.yaml"),
            Arguments.of(
                    "run houses.csv",
                    "houses.csv is a table; name an experiment file (YAML), which reads it by data: {name: houses.csv, label: COLUMN}"),
            Arguments.of("summary houses.csv.gz", "houses.csv.gz is a table; name an experiment file (YAML)"),
            Arguments.of("export nowhere --onnx model.onnx", "there is no folder nowhere"),
            Arguments.of(
                    "export nowhere",
                    "nothing to export is named; give --onnx FILE, --weights PATH, --history FILE or --activations DIR"),
            Arguments.of(
                    "export nowhere --onnx model.onnx --rows 3", "--layer, --part and --rows are about --activations"),
            Arguments.of(
                    "run STUDY --data ./nowhere",
                    "there is no folder and no file ./nowhere; a path begins in the working folder"),
            Arguments.of("data get imagnet", "unknown data set 'imagnet'"),
            Arguments.of(
                    "inspect x --no-tsne --iterations 9",
                    "--perplexity and --iterations are about t-SNE; omit them or --no-tsne"),
            Arguments.of("evaluate nowhere", "there is no folder nowhere"));
    private static final List<Arguments> SEARCHES = List.of(
            Arguments.of("run STUDY --grid data.batch=0,-1", "at data: batch is 0; it must be at least 1"),
            Arguments.of("run STUDY --grid data.batch", "'data.batch' names no values to try; write key.path=a,b,c"),
            Arguments.of("run STUDY --grid data.batch=", "data.batch has no values to try"),
            Arguments.of(
                    "run STUDY --pair", "--pair puts the values of --grid side by side; give at least two of these"),
            Arguments.of(
                    "run STUDY --pair --grid seed=1,2 --grid data.batch=1",
                    "those of a pair belong together and must be equally many"),
            Arguments.of("run STUDY --random seed=1..9:int", "--random needs the number of trials; give --trials N"),
            Arguments.of(
                    "run STUDY --trials 3", "--trials draws values, but not from what; give --random KEY=LOW..HIGH"),
            Arguments.of(
                    "run STUDY --random seed=1..9:whole --trials 3",
                    "seed is drawn from {\"whole\":[1,9]}; write {uniform: [low, high]}"),
            Arguments.of("run STUDY --parallel 0", "parallel is 0; it must be at least 1"),
            Arguments.of(
                    "run STUDY --resume runs",
                    "--resume continues with the settings of its folder; leave out the file or study; see 'nunchi run --help'"),
            Arguments.of(
                    "run --resume runs --epochs 3",
                    "--resume continues with the settings of its folder; leave out --epochs"),
            Arguments.of("run --resume nowhere", "there is no folder nowhere"),
            Arguments.of("compare nowhere", "there is no folder nowhere"));

    @TempDir
    private Path folder;

    private Path study;

    @BeforeEach
    void writeStudy() throws IOException {
        study = Files.writeString(folder.resolve("study.yaml"), STUDY);
    }

    @ParameterizedTest
    @FieldSource({"REQUESTS", "SEARCHES"})
    void aWrongRequestIsRefusedInOneSentenceWithCode2(String request, String sentence) {
        Answer answer = Answer.to(request.replace("STUDY", study.toString()).split(" "));
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.output()).isEmpty();
        assertThat(answer.errors())
                .startsWith("nunchi: ")
                .contains(sentence)
                .containsOnlyOnce("\n")
                .endsWith("\n");
    }
}
