package nunchi.serve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Json;
import nunchi.network.Network;
import nunchi.picture.Picture;
import nunchi.predict.ExampleForm;
import nunchi.predict.Predictor;
import nunchi.predict.Question;
import nunchi.record.Decimal;
import nunchi.tensor.Shape;

/// Lets every thread compute for a while before the first request, so that its arrays are there and its code is
/// compiled.
///
/// @param threads that compute at once later
record Warming(ServedModel model, Predictor predictor, int threads) {
    private static final Duration TIME = Duration.ofMillis(500);
    private static final int SIDE = 32;

    void run() {
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                all.add(workers.submit(this::compute));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the model cannot be computed", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void compute() {
        Deadline end = Deadline.in(TIME);
        ExampleForm form = predictor.form();
        if (form.image() != null) {
            predictor.answer(new Question("warming", () -> {
                Picture seen = form.seen(line());
                return new Question.Given(form.values(seen), seen, null);
            }));
        }
        String request = request(form.example());
        do {
            predictor.predict(new float[form.example().size()]);
            answer(request);
        } while (end.left() > 0);
    }

    /// What a request of the protocol does. A model of texts refuses it, and one whose weights are not finite.
    private void answer(String request) {
        try {
            model.requireNumbers();
            InferRequest given =
                    InferRequest.of(Json.parseForeign(request), predictor.form().example(), 1);
            Reply.json(model.infer(given, Deadline.in(TIME.multipliedBy(2))));
        } catch (InvalidRequestException | RefusedException refused) {
            return;
        }
    }

    private static String request(Shape example) {
        return "{\"inputs\":[{\"name\":\"%s\",\"datatype\":\"FP32\",\"shape\":%s,\"data\":%s}]}"
                .formatted(Network.EXAMPLES, Decimal.list(example.batch(1)), Collections.nCopies(example.size(), 0));
    }

    private static Picture line() {
        byte[] samples = new byte[SIDE * SIDE];
        Arrays.fill(samples, SIDE * SIDE / 3, SIDE * SIDE / 2, (byte) -1);
        return Picture.of(SIDE, SIDE, 1, samples);
    }
}
