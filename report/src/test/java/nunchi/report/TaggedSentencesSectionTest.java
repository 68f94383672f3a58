package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaggedSentencesSectionTest {
    private static final String EVALUATION = """
            {"part": "test", "rows": 3, "targets": "tags", "loss": 0.5, "accuracy": 0.75,
             "metrics": {"exactMatch": 0.5}, "classes": ["DET", "NOUN"],
             "texts": [{"row": 0, "text": "the dog", "target": "DET NOUN", "predicted": "DET NOUN"},
                       {"row": 1, "text": "a <b> dog", "target": "DET NOUN NOUN", "predicted": "DET DET DET"}]}
            """;
    private static final String DATA = """
            {"name": "tagged.tsv", "example": [4], "classes": [], "samples": [],
             "text": {"tokens": "words", "unicode": "nfc", "lowercase": false, "length": 4, "vocabulary": ["the", "a", "dog"],
                      "punctuation": "keep"}}
            """;

    @TempDir
    private Path folder;

    private String words(String evaluation) throws IOException {
        Files.writeString(folder.resolve("data.json"), DATA);
        Files.writeString(folder.resolve("evaluation.json"), evaluation);
        Html html = new TaggedSentencesSection().body(new Folder(folder), Chapter.first());
        return html.markup().replaceAll("<[^>]+>", "|").replace('\u00a0', ' ').replaceAll(" *\\|[| ]*", "|");
    }

    @Test
    void sentencesStandWithTheirWrongTags() throws IOException {
        assertThat(words(EVALUATION))
                .contains("Of the 3 sentences of the test set, 50.00 % have no wrong tag.")
                .contains("Sentence|Wrong tags|Wrong|")
                .contains("a [&lt;b&gt;] dog|[&lt;b&gt;]: NOUN predicted as DET; dog: NOUN predicted as DET|2|")
                .doesNotContain("the dog|");
    }

    @Test
    void otherTargetsHaveNone() throws IOException {
        assertThat(words(EVALUATION.replace("tags", "sequence"))).isEmpty();
    }
}
