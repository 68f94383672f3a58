package nunchi.report.page;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A drawing of numbers over axes; the scripts draw each kind by a module of its own.
public sealed interface Chart {
    /// One line below the drawing.
    String caption();

    /// By which the scripts tell charts apart.
    @JsonProperty("kind")
    default String kind() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /// What is measured at an axis.
    ///
    /// @param name        the metric's key, as `accuracy`
    /// @param share       whether it is read in percent
    /// @param rises       whether more is better
    /// @param logarithmic whether the axis is logarithmic at first; of a share, what it lacks to 1
    record Measure(String name, boolean share, boolean rises, boolean logarithmic) {}

    /// Figures over the epochs.
    ///
    /// @param alike     whether the lines are of one kind, such as the trials of a search; else they are a training's
    ///                  parts
    /// @param published points that somebody else published
    /// @param best      the best epoch; null for none
    /// @param converged null where it did not
    /// @param scale     of the lines' places; null where they have none
    record Curves(
            String caption,
            Measure measure,
            boolean alike,
            List<Series> series,
            List<Point> published,
            @Nullable Integer best,
            @Nullable Convergence converged,
            @Nullable Scale scale)
            implements Chart {
        public Curves {
            series = List.copyOf(series);
            published = List.copyOf(published);
        }

        public Curves(String caption, Measure measure, List<Series> series, @Nullable Scale scale) {
            this(caption, measure, true, series, List.of(), null, null, scale);
        }
    }

    /// From `epoch` to `last`, the last one measured, a figure stayed between `least` and `most`.
    record Convergence(int epoch, int last, double least, double most) {}

    /// Which results the worst and the best of ranked lines have, in words, and in which `figure`.
    record Scale(String figure, String worst, String best) {}

    /// Lines over any quantity.
    ///
    /// @param x       what the quantity is
    /// @param y       what the lines tell of; empty where their names say it
    /// @param wide    whether the axis of the quantity is logarithmic
    /// @param names   of the places on that axis, whose quantity is a number from 0; null for numbers
    /// @param mark    null for none
    record Lines(
            String caption,
            String x,
            String y,
            @Nullable Measure measure,
            boolean wide,
            @Nullable List<String> names,
            List<Series> series,
            @Nullable Mark mark)
            implements Chart {
        public Lines {
            names = names == null ? null : List.copyOf(names);
            series = List.copyOf(series);
        }
    }

    /// A value that is marked: of the lines (`level`), or of the quantity they stand over.
    record Mark(double at, String name, boolean level) {}

    /// Small curves of layers over the epochs, on a logarithmic axis.
    record Depth(String caption, List<Series> series) implements Chart {
        public Depth {
            series = List.copyOf(series);
        }
    }

    /// The same figure of many trainings along one axis.
    ///
    /// @param published values for all trainings together
    /// @param mean      null for none, as are the `ends` of its interval
    record Spread(
            String caption,
            List<Trial> trials,
            List<Double> published,
            List<Trial> publishedTrials,
            @Nullable Double mean,
            @Nullable Ends ends)
            implements Chart {
        public Spread {
            trials = List.copyOf(trials);
            published = List.copyOf(published);
            publishedTrials = List.copyOf(publishedTrials);
        }
    }

    /// @param number the seed, or a published training's number
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Trial(double accuracy, long number) {}

    /// Settings of a search below each other.
    record Settings(String caption, Measure measure, List<Setting> settings) implements Chart {
        public Settings {
            settings = List.copyOf(settings);
        }
    }

    /// @param validation null where it was not measured, as `test`
    record Setting(
            String name,
            @Nullable Mean validation,
            @Nullable Mean test) {}

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Mean(double mean, double low, double high) {}

    /// One point for each training.
    ///
    /// @param x    what stands along the axis; logarithmic where it is `wide`
    /// @param y    what is measured, in words
    record Scatter(String caption, String x, String y, Measure measure, boolean wide, List<NamedPoint> points)
            implements Chart {
        public Scatter {
            points = List.copyOf(points);
        }
    }

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record NamedPoint(double x, double y, String name) {}

    /// How often answers of each confidence are right.
    record Calibration(String caption, List<Bin> bins) implements Chart {
        public Calibration {
            bins = List.copyOf(bins);
        }
    }

    /// Answers with a confidence between `from` and `to`; without rows there is neither mean `confidence` nor
    /// `accuracy`.
    record Bin(
            double from,
            double to,
            long rows,
            @Nullable Double confidence,
            @Nullable Double accuracy) {}

    /// Where the values of a tensor lie, after some epochs.
    record Distribution(String caption, List<Column> columns) implements Chart {
        public Distribution {
            columns = List.copyOf(columns);
        }
    }

    /// @param counts in bins of equal width between `least` and `largest`
    record Column(int epoch, float least, float largest, List<Long> counts) {
        public Column {
            counts = List.copyOf(counts);
        }
    }

    /// Heat maps over the steps of a sequence, one below the other: of what units hold, above what goes in, or of named
    /// rows.
    ///
    /// @param tokens at the steps; null for numbers from 1
    /// @param inputs lines over the steps, from 1; may be none
    /// @param marks  steps that are marked, from 0
    record Sequence(
            String caption,
            int steps,
            @Nullable List<String> tokens,
            List<Panel> panels,
            List<Series> inputs,
            List<Integer> marks)
            implements Chart {
        public Sequence {
            tokens = tokens == null ? null : List.copyOf(tokens);
            panels = List.copyOf(panels);
            inputs = List.copyOf(inputs);
            marks = List.copyOf(marks);
        }
    }

    /// A heat map. Its rows are numbered from 1, or have names.
    ///
    /// @param rows    what a row is: `unit`
    /// @param least   0, or `-largest` where values have signs
    /// @param largest value of the strongest colour
    /// @param values  `[rows, steps]`, a byte each in base64: 0 for `least` to 254 for `largest`, 255 for what is not
    ///                finite
    /// @param names   of the rows; null for numbers
    record Panel(
            String name,
            String rows,
            double least,
            double largest,
            String values,
            @Nullable List<String> names) {
        public Panel {
            names = names == null ? null : List.copyOf(names);
        }

        public Panel(String name, String rows, double least, double largest, String values) {
            this(name, rows, least, largest, values, null);
        }
    }
}
