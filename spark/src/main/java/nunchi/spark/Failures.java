package nunchi.spark;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nunchi.check.InvalidRequestException;
import nunchi.train.TrainingFailedException;

/// Why Spark gave a job up, in a sentence.
final class Failures {
    private static final Pattern OLD_JAVA =
            Pattern.compile("\\((\\S+) executor \\S+\\): java\\.lang\\.UnsupportedClassVersionError");
    private static final String RESULTS = "spark.driver.maxResultSize";

    private Failures() {}

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
                "Spark has given the search up: %s; the trials that have ended are kept"
                        .formatted(message.lines().findFirst().orElse("no reason")),
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
