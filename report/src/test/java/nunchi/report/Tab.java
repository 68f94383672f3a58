package nunchi.report;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One tab of a browser, led by the DevTools protocol: commands with a number, their answers, and events between them.
final class Tab implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SECONDS = 90;

    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private int sent;

    Tab(HttpClient client, URI address) {
        socket =
                client.newWebSocketBuilder().buildAsync(address, new Messages()).join();
    }

    JsonNode send(String method, JsonNode parameters) throws IOException, InterruptedException {
        int number = ++sent;
        socket.sendText(
                        JSON.createObjectNode()
                                .put("id", number)
                                .put("method", method)
                                .set("params", parameters)
                                .toString(),
                        true)
                .join();
        JsonNode answer = next(message -> message.path("id").asInt(0) == number, method);
        if (answer.has("error") || answer.path("result").has("exceptionDetails")) {
            throw new IOException("the browser refused %s: %s".formatted(method, answer));
        }
        return answer.path("result");
    }

    void await(String event) throws IOException, InterruptedException {
        next(message -> message.path("method").asString("").equals(event), event);
    }

    private JsonNode next(Predicate<JsonNode> wanted, String what) throws IOException, InterruptedException {
        for (JsonNode message; (message = received.poll(SECONDS, TimeUnit.SECONDS)) != null; ) {
            if (wanted.test(message)) {
                return message;
            }
        }
        throw new IOException("the browser does not answer: " + what);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Messages implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                received.add(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
