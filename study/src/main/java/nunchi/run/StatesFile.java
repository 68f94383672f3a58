package nunchi.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.data.Dataset;
import nunchi.graph.op.Cell;
import nunchi.inspect.StatesOverTime;
import nunchi.inspect.StatesOverTime.CellStates;
import nunchi.record.Decimal;
import nunchi.record.Float32;
import nunchi.record.StatesRecord;
import nunchi.record.StatesRecord.CellRecord;
import nunchi.record.StatesRecord.ReadRecord;
import nunchi.record.StatesRecord.ValuesRecord;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.token.TextEncoding;
import nunchi.token.TextEncoding.Token;

/// States over time as `inspection.json` has them.
final class StatesFile {
    private StatesFile() {}

    /// @param rows    that were read
    /// @param numbers of these in their part
    static StatesRecord of(StatesOverTime states, Dataset rows, int[] numbers) {
        return new StatesRecord(
                IntStream.range(0, rows.size())
                        .mapToObj(row -> read(states, rows, row, numbers[row]))
                        .toList(),
                states.layers().stream().map(StatesFile::cell).toList());
    }

    private static ReadRecord read(StatesOverTime states, Dataset rows, int row, int number) {
        TextEncoding text = rows.card().text();
        List<Token> tokens =
                text == null ? List.of() : text.tokens(rows.text(row).orElseThrow());
        Tensor input = text == null ? states.input() : null;
        float[] target = new float[rows.target().size()];
        rows.target(row, target, 0);
        return new ReadRecord(
                number,
                text == null ? null : tokens.stream().map(Token::text).toList(),
                text == null ? null : unknown(tokens),
                input == null ? null : input.shape().last(),
                input == null ? null : Float32.text(row(input, row)),
                decimals(target),
                decimals(row(states.predictions(), row)));
    }

    static List<Integer> unknown(List<Token> tokens) {
        return IntStream.range(0, tokens.size())
                .filter(token -> !tokens.get(token).known())
                .boxed()
                .toList();
    }

    private static float[] row(Tensor all, int row) {
        Shape shape = all.shape().example();
        float[] values = new float[shape.size()];
        System.arraycopy(all.values(), row * values.length, values, 0, values.length);
        return values;
    }

    private static List<Double> decimals(float[] values) {
        List<Double> decimals = new ArrayList<>();
        for (float value : values) {
            decimals.add(Decimal.of(value));
        }
        return decimals;
    }

    private static CellRecord cell(CellStates layer) {
        Shape shape = layer.values().firstEntry().getValue().shape();
        List<ValuesRecord> values = new ArrayList<>();
        layer.values().forEach((name, tensor) -> values.add(new ValuesRecord(name, Float32.text(tensor.values()))));
        return new CellRecord(layer.path(), name(layer.cell()), layer.reverse(), shape.extent(1), shape.last(), values);
    }

    private static String name(Cell cell) {
        return switch (cell) {
            case Cell.SimpleRnn _ -> "simpleRnn";
            case Cell.Lstm _ -> "lstm";
            case Cell.Gru _ -> "gru";
        };
    }
}
