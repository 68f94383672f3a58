package nunchi.embed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import nunchi.backend.Numerics;
import nunchi.check.InvalidRequestException;
import nunchi.embed.Tsne.Look;

/// The descent of t-SNE: momentum 0.5 while affinities are exaggerated and 0.8 then, beginning anew in between, and
/// gains that grow by 0.2 where a coordinate goes on in its direction and shrink to four fifths where it turns (Jacobs
/// 1988), at least 0.01.
final class Descent {
    private static final double FIRST_MOMENTUM = 0.5;
    private static final double MOMENTUM = 0.8;
    private static final double GROWTH = 0.2;
    private static final double SHRINKING = 0.8;
    private static final double LEAST_GAIN = 0.01;

    private static final float FARTHEST = 1e6f;
    /// That one thread moves at a time.
    private static final int COORDINATES = 2048;

    private final Tsne settings;
    private final Attraction attraction;
    private final Repulsion repulsion;
    private final Numerics numerics;
    private final double rate;
    private final double[] exact;
    private final double[] velocities;
    private final double[] gains;
    private final float[] places;
    private final float[] pulls;
    private final float[] slopes;
    private final float[] values;
    private double z;

    Descent(Tsne settings, Affinities affinities, double[] begin, Numerics numerics) {
        this.settings = settings;
        this.attraction = new Attraction(affinities, numerics);
        this.repulsion = new Repulsion(numerics);
        this.rate = settings.rate(affinities.rows());
        this.exact = begin;
        this.velocities = new double[begin.length];
        this.gains = new double[begin.length];
        this.places = new float[begin.length];
        this.pulls = new float[begin.length];
        this.slopes = new float[begin.length];
        this.values = new float[begin.length / 2];
        this.numerics = numerics;
        for (int i = 0; i < exact.length; i++) {
            places[i] = (float) exact[i];
        }
    }

    float[] places() {
        return places;
    }

    List<Look> run(Consumer<Look> progress) {
        List<Look> looks = new ArrayList<>();
        for (int iteration = 0; iteration < settings.iterations(); iteration++) {
            if (iteration == 0 || iteration == Tsne.EXAGGERATED) {
                Arrays.fill(velocities, 0);
                Arrays.fill(gains, 1);
            }
            boolean exaggerated = iteration < Tsne.EXAGGERATED;
            step(exaggerated ? settings.exaggeration() : 1, exaggerated ? FIRST_MOMENTUM : MOMENTUM);
            int done = iteration + 1;
            if (done % Tsne.LOOK == 0 || done == settings.iterations()) {
                Look look = new Look(done, divergence());
                looks.add(look);
                progress.accept(look);
            }
        }
        return List.copyOf(looks);
    }

    private void step(double exaggeration, double momentum) {
        attraction.pull(places, pulls);
        repel();
        numerics.share(Math.ceilDiv(exact.length, COORDINATES), block -> {
            for (int i = block * COORDINATES; i < Math.min(exact.length, (block + 1) * COORDINATES); i++) {
                move(i, 4 * (exaggeration * pulls[i] + slopes[i] / (2 * z)), momentum);
            }
        });
    }

    private void move(int i, double gradient, double momentum) {
        boolean goesOn = velocities[i] * gradient < 0;
        gains[i] = Math.max(LEAST_GAIN, goesOn ? gains[i] + GROWTH : gains[i] * SHRINKING);
        velocities[i] = momentum * velocities[i] - rate * gains[i] * gradient;
        exact[i] += velocities[i];
        places[i] = (float) exact[i];
    }

    private void repel() {
        float farthest = 0;
        for (float place : places) {
            farthest = Math.max(farthest, Math.abs(place));
        }
        if (!(farthest < FARTHEST)) {
            throw new InvalidRequestException(
                    "the map flew apart with a learning rate of %s; give a smaller one".formatted(rate));
        }
        if (values.length <= Pairs.MOST) {
            z = Pairs.look(places, slopes);
            return;
        }
        repulsion.place(places);
        z = repulsion.look(places, slopes, values) - places.length / 2;
    }

    private double divergence() {
        repel();
        return attraction.divergence(places) + StrictMath.log(z);
    }
}
