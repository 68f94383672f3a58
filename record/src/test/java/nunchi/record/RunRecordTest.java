package nunchi.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nunchi.check.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordTest {
    private static final String WHOLE = """
            {"kind": "run", "name": "a", "status": "finished", "seed": 3, "epochs": 2, "train": {"loss": 0.5, "f1": 0.9}, "test": {"loss": 0.6, "f1": 0.8}}""";

    @TempDir
    private Path folder;

    private RunRecord read(String text) throws IOException {
        Files.writeString(folder.resolve("result.json"), text);
        return RunRecord.read(folder);
    }

    @Test
    void whatIsLackingIsRefusedAndNotTakenForZero() throws IOException {
        assertThat(read(WHOLE)).returns(3L, RunRecord::seed).returns(2, RunRecord::epochs);
        for (String lacking : new String[] {
            "\"seed\": 3, ", "\"epochs\": 2, ", "\"train\": {\"loss\": 0.5, \"f1\": 0.9}, ", ", \"f1\": 0.8"
        }) {
            assertThat(WHOLE).contains(lacking);
            assertThatThrownBy(() -> read(WHOLE.replace(lacking, "")))
                    .as(lacking)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageStartingWith(folder.resolve("result.json") + " is damaged: it has no ");
        }
    }

    @Test
    void aTrainingThatFailedHasNoFigures() throws IOException {
        assertThat(read("{\"name\": \"a\", \"status\": \"failed\", \"seed\": 1, \"reason\": \"loss is NaN\"}")
                        .failed())
                .isTrue();
    }
}
