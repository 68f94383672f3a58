package nunchi.spark;

import java.io.Serializable;
import java.util.Arrays;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.predict.ExampleForm;
import nunchi.predict.Question;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.collection.Seq;

/// The column that holds the examples.
///
/// @param name     of the column
/// @param contents what its cells are
record InputColumn(String name, Contents contents) implements Serializable {

    /// What a cell is.
    private enum Contents {
        NUMBER,
        NUMBERS,
        VECTOR,
        PICTURE,
        TEXT
    }

    /// @throws IllegalArgumentException where the model takes nothing of this type
    static InputColumn of(String name, DataType type, ExampleForm form) {
        Contents contents = switch (type) {
            case NumericType _ when form.text() == null && form.example().size() == 1 -> Contents.NUMBER;
            case ArrayType array
            when array.elementType() instanceof NumericType && form.text() == null -> Contents.NUMBERS;
            case BinaryType _ when form.image() != null -> Contents.PICTURE;
            case StringType _ when form.text() != null -> Contents.TEXT;
            default -> {
                if (type.equals(SQLDataTypes.VectorType()) && form.text() == null) {
                    yield Contents.VECTOR;
                }
                throw new IllegalArgumentException("column '%s' is of the type %s, but the model takes %s"
                        .formatted(name, type.simpleString(), taken(form)));
            }
        };
        return new InputColumn(name, contents);
    }

    private static String taken(ExampleForm form) {
        if (form.text() != null) {
            return "texts: a column of strings";
        }
        String numbers = "%d numbers: an array of them or a vector"
                .formatted(form.example().size());
        if (form.image() != null) {
            return "images of the shape %s: their files as binary, or %s".formatted(form.image(), numbers);
        }
        return form.example().size() == 1 ? "one number" : numbers;
    }

    /// What is asked of a cell.
    Question question(@Nullable Object cell, ExampleForm form) {
        if (cell instanceof byte[] content) {
            return Question.ofPicture("the image", content, form);
        }
        return new Question("the row", () -> given(cell, form));
    }

    private Question.Given given(@Nullable Object cell, ExampleForm form) {
        if (cell == null) {
            throw new InvalidRequestException("there is no value; fill or leave out such rows");
        }
        return switch (contents) {
            case NUMBER -> new Question.Given(new float[] {number(cell)}, null, null);
            case NUMBERS -> new Question.Given(numbers((Seq<?>) cell), null, null);
            case VECTOR -> new Question.Given(numbers((Vector) cell), null, null);
            case TEXT -> form.given((String) cell);
            case PICTURE -> throw new IllegalStateException("an image is read from its bytes");
        };
    }

    private static float[] numbers(Seq<?> cell) {
        float[] values = new float[cell.length()];
        Iterator<?> each = cell.iterator();
        for (int i = 0; i < values.length; i++) {
            values[i] = number(each.next());
        }
        return values;
    }

    private static float[] numbers(Vector cell) {
        double[] given = cell.toArray();
        float[] values = new float[given.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) given[i];
        }
        return values;
    }

    private static float number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.floatValue();
        }
        throw new InvalidRequestException("a number is missing; fill or leave out such rows");
    }

    /// A cell for a person.
    static String inWords(@Nullable Object cell) {
        return switch (cell) {
            case null -> "null";
            case byte[] content -> "%,d bytes".formatted(content.length);
            case Seq<?> numbers -> "[%s]".formatted(Check.excerpt(numbers.mkString(", ")));
            case Vector numbers ->
                "[%s]"
                        .formatted(
                                Check.excerpt(Arrays.toString(numbers.toArray()).replaceAll("[\\[\\]]", "")));
            default -> "'%s'".formatted(Check.excerpt(cell.toString()));
        };
    }
}
