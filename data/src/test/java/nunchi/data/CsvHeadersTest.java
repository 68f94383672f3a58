package nunchi.data;

import static nunchi.data.WrittenTables.example;
import static nunchi.data.WrittenTables.load;
import static nunchi.data.WrittenTables.refused;
import static nunchi.data.WrittenTables.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nunchi.interchange.Rows;
import nunchi.model.TableColumns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// First lines and first columns as pandas and other programs write them.
class CsvHeadersTest {
    @TempDir
    private Path folder;

    @Test
    void anIndexThatPandasWroteTwiceIsNoFeature() {
        Dataset data = load(folder, "Unnamed: 0,a,kind\n0,5,x\n1,6,y\n");
        assertThat(example(data, 0)).containsExactly(5);
        assertThat(data.card().notes())
                .containsExactly(
                        "the first column, 'Unnamed: 0', is left out, as the index of the rows that pandas wrote");
        assertThat(example(
                        load(
                                folder,
                                "Unnamed: 0,a,kind\nx,5,0\n",
                                Reading.PLAIN.withTarget("kind").withCategories("Unnamed: 0")),
                        0))
                .as("texts are no index")
                .hasSize(2);
        assertThat(target(load(folder, "Unnamed: 0,a\n0,5\n1,6\n", Reading.PLAIN.withTarget("Unnamed: 0")), 1))
                .as("asked for")
                .isEqualTo(1);
    }

    @Test
    void theDefaultNamesOfPandasAreAHeader() {
        // pandas: DataFrame(…).to_csv(index=False) and to_csv()
        Dataset data = load(folder, "0,1,2,3\n5,6,7,1\n8,9,9,2\n");
        assertThat(data.size()).isEqualTo(2);
        assertThat(data.classes()).containsExactly("1", "2");
        assertThat(data.card().notes())
                .containsExactly("the first line, 0, 1, 2, …, is read as the names of the columns");
        Dataset indexed = load(folder, ",0,1,2\n0,5,6,1\n1,8,9,2\n");
        assertThat(indexed.size()).isEqualTo(2);
        assertThat(example(indexed, 1)).containsExactly(8, 9);
        assertThat(indexed.card().notes())
                .containsExactly(
                        "the first column has no name and is left out, as the index of the rows that pandas writes");
        assertThat(load(folder, "0,1\n5.5,1\n6.5,2\n").size())
                .as("no row of whole numbers follows")
                .isEqualTo(2);
        assertThat(load(folder, "0,1,2\n5,6,x\n7,8,y\n").classes()).containsExactly("x", "y");
    }

    @Test
    void aLineThatCountsMayBeNamesOrARow() {
        refused(
                folder,
                "0,1,2\n5,6,1\n8,9,2\n",
                "the first line, 0,1,2, may be the names of the columns, as pandas writes them, or a row");
        refused(folder, "0,1,2,3\n1,2,3,4\n2,3,4,5\n", "may be the names of the columns");
        assertThat(load(folder, "0,1,1\n1,0,1\n").size()).isEqualTo(2);
        assertThat(load(folder, "1,2,3\n4,5,6\n").size()).isEqualTo(2);
    }

    @Test
    void rowsWithoutLabelsAreReadByTheSameRule() throws IOException {
        List<String> notes = new ArrayList<>();
        DataCatalogue catalogue = DataCatalogue.standard().withNotes(notes::add);
        String file = Files.writeString(folder.resolve("rows.csv"), ",a,b\n0,5,6\n1,7,9\n")
                .toString();
        Rows rows = Rows.read(new Rows.Request(file), catalogue);
        assertThat(rows.source().columns()).isEqualTo(2);
        assertThat(rows.values().get(1, 1)).isEqualTo(9);
        assertThat(notes)
                .containsExactly(
                        "rows.csv: the first column has no name and is left out, as the index of the rows that pandas writes");
        Files.writeString(folder.resolve("rows.csv"), "0,1,2,3\n5,6,7,1\n8,9,9,2\n");
        assertThat(Rows.read(new Rows.Request(file), catalogue).source().rows()).isEqualTo(2);
    }

    @Test
    void theDefaultNamesThatAModelLearntFromAreAHeaderInOtherTables() throws IOException {
        TableColumns learnt = load(folder, "0,1,2\n5,6.5,x\n").card().table();
        Path other = Files.writeString(folder.resolve("other.csv"), "1,0\n8,7\n");
        assertThat(CsvFile.examples(other, learnt).values().values()).containsExactly(7, 8);
    }

    @Test
    void aModelOfColumnsWithoutNamesSkipsTheHeaderAndTheIndexOfAnotherTable() throws IOException {
        TableColumns learnt = load(folder, "1,2,x\n3,5,y\n").card().table();
        Path other = folder.resolve("other.csv");
        for (String table :
                List.of("7,8\n", "a,b\n7,8\n", ",a,b\n0,7,8\n", ",0,1\n0,7,8\n", ",a,b,c\n0,7,8,y\n", "0,1\n7,8.0\n")) {
            assertThat(CsvFile.examples(Files.writeString(other, table), learnt)
                            .values()
                            .values())
                    .as(table)
                    .containsExactly(7, 8);
        }
        Dataset data = CsvFile.load(Files.writeString(other, ",a,b,c\n0,7,8,y\n1,9,9,x\n"), Reading.PLAIN, learnt);
        assertThat(example(data, 0)).containsExactly(7, 8);
        assertThat(data.classes()).containsExactly("x", "y");
    }

    @Test
    void whatOtherProgramsWriteAboveATableIsNoHeader() {
        refused(folder, "# made by\na,b\n1,x\n", "the first line begins with '#'; take comments away");
        refused(folder, "# a,b\n1,x\n", "the first line begins with '#'");
        refused(folder, "#made,by,me\na,b\n1,x\n", "the first line begins with '#'");
        assertThat(load(folder, "#,b\n1,x\n")
                        .card()
                        .table()
                        .features()
                        .getFirst()
                        .name())
                .isEqualTo("#");
        refused(folder, "sep=;\na;b\n1;x\n", "the first line is 'sep=', which is for Excel alone; remove it");
    }
}
