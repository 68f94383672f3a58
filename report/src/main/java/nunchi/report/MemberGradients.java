package nunchi.report;

import java.util.List;
import java.util.stream.Stream;
import nunchi.record.InspectionRecord.OverTimeRecord;

/// A recurrent layer of one of a lab's members, with the gradients of the loss over its steps.
///
/// @param member      position among the members that were trained with one setting, by which lines have their colours
/// @param title       of the member, with the layer's path where there are several
/// @param layer       with a norm for each step
/// @param explanation of the layers of this member
/// @param loss        on unseen examples; NaN where it was not measured
record MemberGradients(int member, String title, OverTimeRecord layer, GradientExplanation explanation, double loss) {

    /// Those of all members that were trained once, in the lab's order.
    static List<MemberGradients> of(Folder lab) {
        List<MemberRuns> members = MemberRuns.of(lab);
        return Stream.iterate(0, member -> member < members.size(), member -> member + 1)
                .flatMap(member -> of(members, member).stream())
                .toList();
    }

    private static List<MemberGradients> of(List<MemberRuns> members, int number) {
        MemberRuns member = members.get(number);
        if (member.runs().size() != 1) {
            return List.of();
        }
        MemberRuns.Run run = member.runs().getFirst();
        List<OverTimeRecord> layers = OverTimeSection.layers(run.folder());
        GradientExplanation explanation = GradientExplanation.of(run.folder(), layers);
        double loss =
                MemberRuns.unseen(members).map(part -> run.figures().loss(part)).orElse(Double.NaN);
        return layers.stream()
                .map(layer -> new MemberGradients(
                        number,
                        layers.size() == 1 ? member.title() : "%s, %s".formatted(member.title(), layer.path()),
                        layer,
                        explanation,
                        loss))
                .toList();
    }

    int steps() {
        return layer.before().size();
    }

    /// What is left of the gradient of the last step at a step, from 0; NaN where there is none.
    static double left(List<Double> norms, int step) {
        return norms.getLast() > 0 ? norms.get(step) / norms.getLast() : Double.NaN;
    }
}
