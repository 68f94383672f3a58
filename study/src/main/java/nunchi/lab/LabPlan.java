package nunchi.lab;

import java.util.List;

/// `lab.yaml`: what a study is made of.
///
/// @param title   heading of the report
/// @param members experiments in the order they are run, at least one, each with a file beside `lab.yaml`
public record LabPlan(String title, List<Lab.Member> members) {
    static final String FILE = "lab.yaml";

    public LabPlan {
        members = List.copyOf(members);
    }
}
