package nunchi.serve;

import java.time.Duration;

/// What keeps a server answering under any load.
///
/// @param waiting  the most requests that wait for a thread
/// @param deadline of a request, from its headers on
/// @param patience with a client that sends nothing
/// @param closing  how long requests under way may take when the server is closed
/// @param rows     the most examples of a request
record Limits(int waiting, Duration deadline, Duration patience, Duration closing, int rows) {
    static final Limits STANDARD =
            new Limits(256, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(5), 10_000);
}
