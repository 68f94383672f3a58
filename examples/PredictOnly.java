import module java.base;
import module nunchi.model;

/// Predicts by a model that was trained before, with three jars: `nunchi-core`, `nunchi-cpu` and `nunchi-model` (and
/// Jackson's core, which reads JSON). Nothing that trains, reads pictures or writes reports is needed.
///
/// Arguments: a file that `Model.save` wrote or a run's folder, then the values of an example.
public class PredictOnly {
    public static void main(String[] arguments) {
        Model model = Model.load(Path.of(arguments[0]));
        float[] example = new float[model.example().size()];
        for (int i = 1; i < arguments.length; i++) {
            example[i - 1] = Float.parseFloat(arguments[i]);
        }
        Prediction prediction = model.predict(example);
        System.out.printf(
                "%s with probability %s%n",
                prediction.best().name(), prediction.best().probability());
    }
}
