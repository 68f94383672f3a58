package nunchi.lab;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.Leaves;
import nunchi.experiment.Leaves.Change;
import nunchi.file.StoredFile;
import nunchi.run.RunFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a lab's folder says of it: `result.json`, which runs belong together, and `plan/NAME.yaml`, each member's file.
/// Both are written before the first training, so that an interrupted lab can go on.
///
/// @param members  in the order they are run
/// @param pictures a person's own, shown to the trained models
record LabFile(String name, String title, boolean quick, List<Planned> members, List<Path> pictures) {
    private static final String LAB = "lab";

    /// @param folder within the lab's
    record Planned(String folder, Task task) {
        private String plan() {
            return "plan/%s.yaml".formatted(folder);
        }
    }

    void write(RunFolder lab, ExperimentFile files) {
        members.forEach(member -> lab.write(member.plan(), files.write(member.task().file()).getBytes(StandardCharsets.UTF_8)));
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("kind", LAB).put("name", name).put("title", title).put("quick", quick);
        ArrayNode rows = tree.putArray("members");
        members.forEach(member -> rows.addObject().put("folder", member.folder()).put("title", member.task().title()));
        ArrayNode shown = tree.putArray("pictures");
        pictures.forEach(picture -> shown.add(picture.toAbsolutePath().toString()));
        lab.write(RunFolder.RESULT, tree);
    }

    static boolean isLab(Path folder) {
        return tree(folder).path("kind").asString("").equals(LAB);
    }

    /// @throws InvalidRequestException when the folder holds no lab
    static LabFile read(Path folder, ExperimentFile files) {
        JsonNode tree = tree(folder);
        if (!tree.path("kind").asString("").equals(LAB)) {
            throw new InvalidRequestException("%s holds no lab, by its %s; %s".formatted(folder, RunFolder.RESULT, Remedy.LAB_FOLDER));
        }
        return StoredFile.read(folder.resolve(RunFolder.RESULT), () -> of(tree, folder, files));
    }

    private static LabFile of(JsonNode tree, Path folder, ExperimentFile files) {
        List<Planned> members = new ArrayList<>();
        for (JsonNode row : tree.path("members")) {
            String name = row.path("folder").asString("");
            Check.require(name.matches("[^/\\\\]+") && !name.matches("\\.+"), "'%s' is no folder of a member".formatted(name));
            members.add(new Planned(name, Task.read(folder.resolve(new Planned(name, null).plan()), files)));
        }
        return new LabFile(tree.path("name").asString(""), tree.path("title").asString(""), tree.path("quick").asBoolean(false), List.copyOf(members),
                tree.path("pictures").valueStream().map(picture -> Path.of(picture.asString(""))).toList());
    }

    /// What has begun is not run again by another plan, and would stand in the report under it.
    ///
    /// @throws InvalidRequestException where a member's plan is no longer what its folder was begun with, naming the keys that differ
    void requireBegun(Path lab, ExperimentFile files) {
        for (Planned member : members) {
            Path begun = lab.resolve(member.folder()).resolve(member.task().keptAs());
            if (Files.exists(begun)) {
                SequencedMap<String, Change> changes = Leaves.changes(files.tree(Task.read(begun, files).file()), files.tree(member.task().kept()));
                Check.require(changes.isEmpty(), "%s is no longer what %s was begun with: %s; put it back, or make the same change in %s"
                        .formatted(lab.resolve(member.plan()), member.folder(), Leaves.inWords(changes.values()), begun));
            }
        }
    }

    private static JsonNode tree(Path folder) {
        return new RunFolder(folder).json(RunFolder.RESULT);
    }
}
