package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nunchi.check.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTableTest {
    @TempDir
    Path folder;

    private String table(String journal) throws IOException {
        HistoryTable.write(Files.writeString(folder.resolve("journal.jsonl"), journal), folder.resolve("history.csv"));
        return Files.readString(folder.resolve("history.csv"));
    }

    @Test
    void everyEpochIsALine() throws IOException {
        String journal = """
                {"event":"started","name":"a","seed":1}
                {"event":"epoch","epoch":1,"loss":0.5,"accuracy":0.25,"seconds":1.5}
                {"event":"epoch","epoch":2,"loss":null,"accuracy":0.5,"val_loss":1.0E-4,"seconds":2.0}
                {"event":"finished","status":"finished","epochs":2}
                """;
        assertThat(table(journal)).isEqualTo("""
                epoch,loss,accuracy,seconds,val_loss
                1,0.5,0.25,1.5,
                2,NaN,0.5,2.0,1.0E-4
                """);
    }

    @Test
    void anEpochTrainedAgainCountsOnceAndALastLineCutOffIsLeftOut() throws IOException {
        assertThat(
                        table(
                                "{\"event\":\"epoch\",\"epoch\":1,\"loss\":3.0}\n{\"event\":\"epoch\",\"epoch\":1,\"loss\":2.0}\n{\"event\":\"ep"))
                .isEqualTo("epoch,loss\n1,2.0\n");
    }

    @Test
    void aJournalThatTellsNothingIsRefused() {
        assertThatThrownBy(() -> table("{\"event\":\"started\"}\n"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("has no epoch");
        assertThatThrownBy(() -> table("{oops\n{\"event\":\"epoch\",\"epoch\":1}\n"))
                .hasMessageContaining("its line 1 is no JSON");
        assertThatThrownBy(() -> HistoryTable.write(folder.resolve("none"), folder.resolve("t.csv")))
                .hasMessageContaining("there is no such file");
    }
}
