package nunchi.lab;

import java.util.List;

/// `lab.yaml`: what a study is made of.
///
/// @param title   of its report
/// @param members in the order they are run; there is one at least, each with a file beside this one
public record LabPlan(String title, List<Lab.Member> members) {
    static final String FILE = "lab.yaml";

    public LabPlan {
        members = List.copyOf(members);
    }
}
