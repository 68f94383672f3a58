package nunchi.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import nunchi.experiment.ExperimentFile;
import org.jspecify.annotations.Nullable;

/// A study: some tasks that answer one question together. Each is a file like anybody's own.
///
/// @param name    by which it is called
/// @param title   of its report
/// @param members in the order they are run
/// @param files   where the members' files lie; null for a built-in study, whose files travel with the program
public record Lab(
        String name,
        String title,
        List<Member> members,
        @Nullable Path files) {
    public Lab {
        members = List.copyOf(members);
    }

    Lab(String name, String title, List<Member> members) {
        this(name, title, members, null);
    }

    /// One experiment of a lab.
    ///
    /// @param folder name of the experiment's file without `.yaml`, and of its folder
    /// @param quick  changes that `--quick` makes, each `key.path=value`: `train.epochs=500`
    public record Member(String folder, List<String> quick) {
        public Member {
            quick = List.copyOf(quick);
        }

        public Member(String folder) {
            this(folder, List.of());
        }
    }

    /// The file of a member, with its comments.
    public String text(Member member) {
        return files != null ? ExperimentFile.text(file(files, member)) : builtIn(name, file(member));
    }

    /// Its order, title and quick settings, with the comments.
    String plan() {
        return files != null ? ExperimentFile.text(files.resolve(LabPlan.FILE)) : builtIn(name, LabPlan.FILE);
    }

    /// A file of a study that travels with the program.
    static String builtIn(String lab, String called) {
        String path = "/labs/%s/%s".formatted(lab, called);
        try (InputStream file = Lab.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("the lab's file is not there: " + path);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path file(Path files, Member member) {
        return files.resolve(file(member));
    }

    private static String file(Member member) {
        return member.folder() + ".yaml";
    }

    /// @param quick whether to take the settings of a quick run
    public Task task(Member member, boolean quick) {
        List<String> settings = quick ? member.quick() : List.of();
        return files == null
                ? Task.parse(text(member), settings, new ExperimentFile())
                : Task.read(file(files, member), settings, new ExperimentFile());
    }
}
