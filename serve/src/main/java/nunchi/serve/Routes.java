package nunchi.serve;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import java.util.LinkedHashMap;
import java.util.Map;

/// The addresses of a server: what they are not asked by is refused, and all others.
final class Routes {
    private final HttpRouting.Builder routing;
    private final Requests requests;
    private final Map<String, Method> methods = new LinkedHashMap<>();

    Routes(HttpRouting.Builder routing, Requests requests) {
        this.routing = routing;
        this.requests = requests;
    }

    /// @param path with the names of its parts in braces
    void get(String path, Requests.Endpoint endpoint) {
        add(Method.GET, path, endpoint);
    }

    /// @param path with the names of its parts in braces
    void post(String path, Requests.Endpoint endpoint) {
        add(Method.POST, path, endpoint);
    }

    private void add(Method method, String path, Requests.Endpoint endpoint) {
        routing.route(method, path, requests.handler(endpoint));
        methods.put(path, method);
    }

    /// Behind all others.
    void end() {
        methods.forEach((path, method) -> routing.any(
                path,
                requests.handler(_ -> Reply.refused(
                        Status.METHOD_NOT_ALLOWED_405, "this address is asked by %s".formatted(method.text())))));
        routing.any(requests.handler(
                _ -> Reply.refused(Status.NOT_FOUND_404, "there is no such address; /openapi.json has all")));
    }
}
