package nunchi.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.experiment.ExperimentFile;
import nunchi.file.Unreadable;
import nunchi.file.WholeFile;
import nunchi.lab.Lab.Member;

/// The files of a study in a folder of one's own.
final class StudyFiles {
    private static final String ENDING = ".yaml";

    private StudyFiles() {}

    static Lab read(Path folder) {
        Path plan = folder.resolve(LabPlan.FILE);
        ExperimentFile files = new ExperimentFile();
        if (Files.exists(plan) && files.looksLike(ExperimentFile.text(plan), LabPlan.class)) {
            return planned(folder, files.read(plan, LabPlan.class));
        }
        List<String> names = experiments(folder);
        Check.require(
                !names.isEmpty(), "there is no experiment file (.yaml) in %s; %s".formatted(folder, Remedy.COPY_STUDY));
        String name = name(folder);
        return Labs.all().stream()
                .filter(lab -> names.equals(
                        lab.members().stream().map(Member::folder).sorted().toList()))
                .findFirst()
                .map(lab -> new Lab(name, lab.title(), lab.members(), folder))
                .orElseGet(() -> new Lab(
                        name,
                        name,
                        names.stream().map(each -> new Member(each, List.of())).toList(),
                        folder));
    }

    private static Lab planned(Path folder, LabPlan plan) {
        List<String> there = experiments(folder);
        List<String> named = plan.members().stream().map(Member::folder).toList();
        Path file = folder.resolve(LabPlan.FILE);
        named.forEach(name -> Check.require(
                there.contains(name),
                "%s names %s, but there is no %s.yaml beside it; bring the file back, or take the name out"
                        .formatted(file, name, name)));
        there.forEach(name -> Check.require(
                named.contains(name) || file.endsWith(name + ENDING),
                "%s.yaml lies beside %s, which does not name it; add it to its members, or move the file elsewhere"
                        .formatted(name, file)));
        return new Lab(name(folder), plan.title(), plan.members(), folder);
    }

    private static String name(Path folder) {
        return folder.toAbsolutePath().normalize().getFileName().toString();
    }

    private static List<String> experiments(Path folder) {
        return files(folder).stream()
                .filter(file -> file.endsWith(ENDING))
                .map(file -> file.substring(0, file.length() - ENDING.length()))
                .sorted()
                .toList();
    }

    private static List<String> files(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(file -> file.getFileName().toString()).toList();
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "the folder %s cannot be read: %s".formatted(folder, Unreadable.reason(unreadable)), unreadable);
        }
    }

    static List<Path> copy(Lab lab, Path folder) {
        Check.require(
                !Files.exists(folder)
                        || Files.isDirectory(folder) && files(folder).isEmpty(),
                "%s is there already and is not an empty folder; choose another".formatted(folder));
        List<Path> written = new ArrayList<>();
        for (Member member : lab.members()) {
            written.add(write(folder.resolve(member.folder() + ENDING), lab.text(member)));
        }
        written.add(write(folder.resolve(LabPlan.FILE), lab.plan()));
        return written;
    }

    private static Path write(Path file, String text) {
        WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        return file;
    }
}
