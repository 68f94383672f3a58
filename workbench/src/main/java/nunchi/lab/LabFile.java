package nunchi.lab;

import java.util.List;
import nunchi.lab.Labs.Outcome;
import nunchi.lab.Labs.Request;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `result.json` of a lab: which runs belong together.
final class LabFile {
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private LabFile() {}

    static byte[] page(Lab lab, Request request, List<Outcome> outcomes) {
        ObjectNode tree = MAPPER.createObjectNode();
        tree.put("kind", "lab");
        tree.put("name", lab.name());
        tree.put("title", lab.title());
        tree.put("quick", request.quick());
        ArrayNode members = tree.putArray("members");
        for (Outcome outcome : outcomes) {
            ObjectNode member = members.addObject();
            member.put("folder", outcome.member().folder());
            member.put("title", outcome.experiment().title());
        }
        return MAPPER.writeValueAsBytes(tree);
    }
}
