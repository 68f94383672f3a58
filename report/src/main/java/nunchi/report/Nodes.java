package nunchi.report;

import nunchi.codec.Json;
import nunchi.codec.Tree;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Files of JSON as the nodes that the sections ask.
final class Nodes {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Nodes() {}

    /// @throws nunchi.codec.MalformedException when it is none, is nested too deeply or has a key twice
    static JsonNode json(String text) {
        return of(Json.parse(text));
    }

    static JsonNode of(Tree tree) {
        return MAPPER.readTree(tree.toString());
    }

    static Tree tree(JsonNode node) {
        return Json.parse(node.toString());
    }
}
