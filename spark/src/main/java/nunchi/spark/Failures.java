package nunchi.spark;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nunchi.check.InvalidRequestException;
import nunchi.check.StoppedException;
import nunchi.train.TrainingFailedException;
import org.jspecify.annotations.Nullable;

/// Why Spark gave a job up, in a sentence.
final class Failures {
    private static final Pattern OLD_JAVA =
            Pattern.compile("\\((\\S+) executor \\S+\\): java\\.lang\\.UnsupportedClassVersionError");
    private static final String RESULTS = "spark.driver.maxResultSize";

    private Failures() {}

    /// Does what comes before the first trial: whatever fails then refuses the search.
    static <T> T beforeTrials(Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidRequestException refused) {
            throw refused;
        } catch (Exception failure) {
            // Scala throws it without saying so
            if (interrupts(failure)) {
                Thread.currentThread().interrupt();
                throw new StoppedException("the search was interrupted", failure);
            }
            throw of(failure) instanceof InvalidRequestException known
                    ? known
                    : new InvalidRequestException("Spark cannot train this search: " + reason(failure), failure);
        }
    }

    private static boolean interrupts(@Nullable Throwable failure) {
        return failure != null && (failure instanceof InterruptedException || interrupts(failure.getCause()));
    }

    private static String reason(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason");
    }

    static RuntimeException of(Throwable failure) {
        Optional<String> unfit = unfit(failure);
        if (unfit.isPresent()) {
            return new InvalidRequestException(unfit.get(), failure);
        }
        String message = String.valueOf(failure.getMessage());
        Matcher old = OLD_JAVA.matcher(message);
        if (old.find()) {
            return new InvalidRequestException(
                    "the host %s has a Java that is too old; set spark.executorEnv.JAVA_HOME to a JDK 25.0.3 or newer"
                            .formatted(old.group(1)),
                    failure);
        }
        if (message.contains(RESULTS)) {
            return new TrainingFailedException(
                    "the trained models together are larger than %s; set it to 0, and resume the search"
                            .formatted(RESULTS),
                    failure);
        }
        return new TrainingFailedException(
                "Spark has given the search up: %s; the trials that have ended are kept".formatted(reason(failure)),
                failure);
    }

    private static Optional<String> unfit(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnfitHostException host) {
                return Optional.of(host.getMessage());
            }
        }
        return Optional.empty();
    }
}
