package nunchi.report;

import java.util.Objects;
import nunchi.record.GeneratedRecord;
import nunchi.text.Numbers;

/// What a language model writes after a prompt.
final class GeneratedTextSection implements ReportSection {
    @Override
    public String title() {
        return "Generated text";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        GeneratedRecord text = folder.generated();
        if (text.generated() == null) {
            return Html.NOTHING;
        }
        String drawn = text.temperature() == 0
                ? "the most likely token is always taken"
                : "drawn with temperature %s%s, seed %d"
                        .formatted(
                                Numbers.plain(text.temperature()),
                                text.topK() == null ? "" : ", from the %d most likely tokens".formatted(text.topK()),
                                text.seed());
        return Html.join(
                Html.paragraph("After the prompt in bold, the model wrote %s: %s."
                        .formatted(Numbers.count(text.length(), "token"), drawn)),
                Html.tag(
                        "pre",
                        Attributes.of("class", "generated"),
                        Html.tag("b", exactly(Objects.requireNonNullElse(text.prompt(), ""))),
                        exactly(text.generated())));
    }

    /// With spaces and line ends as they were written.
    private static Html exactly(String text) {
        return Html.trusted(Html.escape(text));
    }
}
