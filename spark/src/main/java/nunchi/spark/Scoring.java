package nunchi.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import nunchi.check.InvalidRequestException;
import nunchi.predict.Answer;
import nunchi.predict.ExampleForm;
import nunchi.predict.PredictionStream;
import nunchi.predict.Predictor;
import nunchi.predict.Question;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/// Adds to the rows of a partition what a model says of them, some hundred rows at a time.
///
/// @param place   of the examples' column
/// @param invalid what becomes of rows that cannot be predicted
record Scoring(SentModel model, InputColumn input, int place, Outcome outcome, InvalidRows invalid)
        implements MapPartitionsFunction<Row, Row> {
    private static final int AT_A_TIME = 1024;

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Scored(rows);
    }

    private final class Scored implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final Queue<Row> ready = new ArrayDeque<>();

        private Scored(Iterator<Row> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && rows.hasNext()) {
                List<Row> some = new ArrayList<>(AT_A_TIME);
                while (some.size() < AT_A_TIME && rows.hasNext()) {
                    some.add(rows.next());
                }
                ready.addAll(scored(some));
            }
            return !ready.isEmpty();
        }

        @Override
        public Row next() {
            return hasNext() ? ready.remove() : rows.next();
        }
    }

    private List<Row> scored(List<Row> rows) {
        return LoadedModels.with(model, predictor -> scored(rows, predictor));
    }

    private List<Row> scored(List<Row> rows, Predictor predictor) {
        ExampleForm form = predictor.form();
        List<Question> questions =
                rows.stream().map(row -> input.question(row.get(place), form)).toList();
        List<Row> scored = new ArrayList<>(rows.size());
        Iterator<Row> each = rows.iterator();
        PredictionStream.of(predictor, questions, answer -> add(scored, each.next(), answer));
        return scored;
    }

    private void add(List<Row> scored, Row row, Answer answer) {
        if (!answer.refused()) {
            scored.add(with(row, outcome.values(Objects.requireNonNull(answer.prediction()))));
        } else if (invalid == InvalidRows.KEEP) {
            scored.add(with(row, outcome.nothing()));
        } else if (invalid == InvalidRows.ERROR) {
            throw new InvalidRequestException(
                    "a row cannot be predicted: column '%s' is %s: %s; set handleInvalid to skip or keep to go on without such rows"
                            .formatted(input.name(), InputColumn.inWords(row.get(place)), answer.problem()));
        }
    }

    private static Row with(Row row, List<Object> more) {
        Object[] values = new Object[row.size() + more.size()];
        for (int i = 0; i < row.size(); i++) {
            values[i] = row.get(i);
        }
        for (int i = 0; i < more.size(); i++) {
            values[row.size() + i] = more.get(i);
        }
        return RowFactory.create(values);
    }
}
