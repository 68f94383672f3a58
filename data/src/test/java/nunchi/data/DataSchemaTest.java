package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.model.DataSchema;
import nunchi.model.TableColumn;
import nunchi.model.TableColumns;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// Classes and targets are matched by their names.
final class DataSchemaTest {
    @Test
    void targetsInAnotherOrderAreRefused() {
        List<TableColumn> features = List.of(new TableColumn(0, "x"));
        TableColumns learnt =
                new TableColumns(3, features, List.of(new TableColumn(1, "height"), new TableColumn(2, "width")), null);
        TableColumns turned =
                new TableColumns(3, features, List.of(new TableColumn(2, "width"), new TableColumn(1, "height")), null);
        Dataset data = new ArrayDataset(
                new DataCard("houses").ofTable(turned),
                new Tensor(Shape.of(1, 1), new float[] {1}),
                new Tensor(Shape.of(1, 2), new float[] {1, 2}));
        assertThatThrownBy(() -> data.matching(new DataSchema(List.of(), learnt)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "houses has the targets width, height, but the model learnt to predict height, width; give data.target in this order");
    }

    @Test
    void distributionsOverClassesAreMatchedToo() {
        DataCard card = new DataCard("shares", "pear", "apple");
        Dataset shares = new ArrayDataset(
                card,
                new Tensor(Shape.of(1, 2), new float[] {1, 2}),
                new Tensor(Shape.of(1, 2), new float[] {0.75f, 0.25f}));
        Dataset matched = shares.matching(new DataSchema(List.of("apple", "mango", "pear"), null));
        float[] target = {9, 9, 9};
        matched.target(0, target, 0);
        assertThat(target).containsExactly(0.25f, 0, 0.75f);
        assertThat(matched.target()).isEqualTo(Shape.of(3));
        assertThat(matched.label(0)).isEqualTo(2);
    }
}
