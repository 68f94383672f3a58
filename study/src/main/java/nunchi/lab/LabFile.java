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
import nunchi.codec.Leaves;
import nunchi.codec.Leaves.Change;
import nunchi.experiment.ExperimentFile;
import nunchi.record.Codec;
import nunchi.record.LabRecord;
import nunchi.record.LabRecord.MemberRecord;
import nunchi.run.RunFolder;

/// What a lab's folder says of it: `result.json`, which runs belong together, and `plan/NAME.yaml`, each member's file.
/// Both are written before the first training, so that an interrupted lab can go on.
///
/// @param members  in the order they are run
/// @param pictures a person's own, shown to the trained models
record LabFile(String name, String title, boolean quick, List<Planned> members, List<Path> pictures) {
    private static final String LAB = LabRecord.KIND;

    /// @param folder within the lab's
    record Planned(String folder, Task task) {
        private String plan() {
            return LabFile.plan(folder);
        }
    }

    private static String plan(String folder) {
        return "plan/%s.yaml".formatted(folder);
    }

    void write(RunFolder lab, ExperimentFile files) {
        members.forEach(member ->
                lab.write(member.plan(), files.write(member.task().file()).getBytes(StandardCharsets.UTF_8)));
        lab.write(
                RunFolder.RESULT,
                new LabRecord(
                        LAB,
                        name,
                        title,
                        quick,
                        members.stream()
                                .map(member -> new MemberRecord(
                                        member.folder(), member.task().title()))
                                .toList(),
                        pictures.stream()
                                .map(picture -> picture.toAbsolutePath().toString())
                                .toList()));
    }

    static boolean isLab(Path folder) {
        return new RunFolder(folder).isKind(LAB);
    }

    /// @throws InvalidRequestException when the folder holds no lab
    static LabFile read(Path folder, ExperimentFile files) {
        if (!isLab(folder)) {
            throw new InvalidRequestException(
                    "%s holds no lab, by its %s; %s".formatted(folder, RunFolder.RESULT, Remedy.LAB_FOLDER));
        }
        return Codec.read(folder.resolve(RunFolder.RESULT), LabRecord.class, lab -> of(lab, folder, files))
                .orElseThrow();
    }

    private static LabFile of(LabRecord lab, Path folder, ExperimentFile files) {
        List<Planned> members = new ArrayList<>();
        for (MemberRecord member : lab.members()) {
            String name = member.folder() == null ? "" : member.folder();
            Check.require(
                    name.matches("[^/\\\\]+") && !name.matches("\\.+"),
                    "'%s' is not a folder of a member".formatted(name));
            members.add(new Planned(name, Task.read(folder.resolve(plan(name)), files)));
        }
        return new LabFile(
                lab.name(),
                lab.title(),
                lab.isQuick(),
                List.copyOf(members),
                lab.pictures().stream().map(Path::of).toList());
    }

    /// What has begun is not run again by another plan, and would stand in the report under it.
    ///
    /// @throws InvalidRequestException where a member's plan is no longer what its folder was begun with, naming the
    ///     keys that differ
    void requireBegun(Path lab, ExperimentFile files) {
        for (Planned member : members) {
            Path begun = lab.resolve(member.folder()).resolve(member.task().keptAs());
            if (Files.exists(begun)) {
                SequencedMap<String, Change> changes = Leaves.changes(
                        files.tree(Task.read(begun, files).file()),
                        files.tree(kept(member.task(), lab.resolve(member.folder()))));
                Check.require(
                        changes.isEmpty(),
                        "%s is no longer what %s was begun with: %s; put it back, or make the same change in %s"
                                .formatted(
                                        lab.resolve(member.plan()),
                                        member.folder(),
                                        Leaves.inWords(changes.values()),
                                        begun));
            }
        }
    }

    /// What a task keeps once it is begun: an experiment with what its data say.
    private static Record kept(Task task, Path folder) {
        return task instanceof Task.Training training
                ? training.kept().forData(new RunFolder(folder).schema())
                : task.kept();
    }
}
