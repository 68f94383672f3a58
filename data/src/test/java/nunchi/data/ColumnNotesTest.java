package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nunchi.model.TableColumns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnNotesTest {
    @TempDir
    private Path folder;

    private Dataset load(String table, Reading reading) throws IOException {
        return CsvFile.load(Files.writeString(folder.resolve("table.csv"), table), reading);
    }

    private Dataset load(String table) throws IOException {
        return load(table, Reading.PLAIN);
    }

    @Test
    void aNoteOnLostDigitsQuotesTheFileAndAConstantColumnLosesNone() throws IOException {
        assertThat(load("area,c\n5400003.30,x\n5400003.5,y\n").card().notes())
                .singleElement()
                .asString()
                .contains("float32: 5400003.30 becomes 5400003.5;");
        assertThat(load("area,c\n132.2,x\n").card().notes()).as("one row").isEmpty();
        assertThat(load("area,age,c\n132.2,1,x\n132.2,2,y\n").card().notes())
                .containsExactly("column 'area' has the same value in all rows and tells nothing");
        assertThat(load("a,b,age,c\n132.2,7,1,x\n132.2,7,2,y\n").card().notes())
                .containsExactly(
                        "2 of 3 columns have the same value in all rows and tell nothing: column 'a', column 'b'");
        assertThat(load("x,y\n1,16777217\n2,16777217\n", Reading.PLAIN.withTarget("y"))
                        .card()
                        .notes())
                .containsExactly(
                        "column 'y', which is to be predicted, has the same value in all rows: there is nothing to be learnt");
    }

    @Test
    void targetsFarFromOneAreToldWithTheNumberToDivideThemBy() throws IOException {
        Reading target = Reading.PLAIN.withTarget("price");
        assertThat(load("area,price\n1,400000\n2,600000\n", target).card().notes())
                .containsExactly(
                        "column 'price', which is to be predicted, has the mean 500000 "
                                + "and the standard deviation 100000, far from 1, which a network learns slowly or not at all; divide it by 100000 in the file");
        assertThat(load("area,price\n1,0.0004\n2,0.0006\n", target).card().notes())
                .singleElement()
                .asString()
                .endsWith("divide it by 0.0001 in the file");
        assertThat(load("area,price\n1,400\n2,600\n", target).card().notes()).isEmpty();
        assertThat(load("area,kind\n400000,a\n600000,b\n").card().notes())
                .as("a feature, which standardize scales")
                .isEmpty();
    }

    @Test
    void nothingIsAdvisedAboutTheValuesOfATableForATrainedModel() throws IOException {
        TableColumns learnt = load("time,c\n1,x\n2,y\n").card().table();
        Path other = Files.writeString(folder.resolve("later.csv"), "time,c\n1700000000123,x\n1700000000456,y\n");
        assertThat(CsvFile.load(other, Reading.PLAIN, learnt).card().notes()).isEmpty();
        assertThat(CsvFile.load(Files.writeString(other, "time,c\n3,x\n3,y\n"), Reading.PLAIN, learnt)
                        .card()
                        .notes())
                .isEmpty();
    }
}
