package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lab of models that translate, from files written by hand.
class MemberTextsSectionTest {
    @TempDir
    private Path lab;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(lab.resolve("result.json"), """
                {"kind": "lab", "title": "Three", "members": [{"folder": "plain", "title": "Plain"}, {"folder": "attention", "title": "Attention"},
                  {"folder": "other", "title": "Other data"}]}""");
        member("plain", "Il fait froid.", "it is", "it <i>is</i> hot");
        member("attention", "Il fait froid.", "it is", "it is cold");
        member("other", "Il fait froid.", "il fait", "il est");
    }

    private void member(String name, String text, String target, String predicted) throws IOException {
        Path member = Files.createDirectories(lab.resolve(name));
        Files.writeString(member.resolve("result.json"), "{\"kind\": \"run\", \"seed\": 1, \"train\": {\"loss\": 1}}");
        Files.writeString(member.resolve("evaluation.json"), """
                {"part": "test", "rows": 2, "targets": "sequence", "loss": 1, "texts": [
                  {"row": 0, "text": "%s", "target": "%s", "predicted": "%s"}, {"row": 1, "text": "Salut", "target": "hello", "predicted": "%s!"}]}""".formatted(text, target, predicted, name));
    }

    private String body() {
        return new MemberTextsSection().body(new Folder(lab), Chapter.first()).markup();
    }

    @Test
    void theSameTextsStandBesideWhatEachMemberPredicts() {
        assertThat(body())
                .containsPattern("Plain</th>.*Attention</th>")
                .containsPattern("Il fait froid.*it is</bdi>.*it &lt;i&gt;is&lt;/i&gt; hot</bdi>.*it is cold</bdi>")
                .containsPattern("Salut.*plain!</bdi>.*attention!</bdi>")
                .doesNotContain("Other data", "il est");
    }

    @Test
    void oneMemberAloneIsNotCompared() throws IOException {
        Files.delete(lab.resolve("attention/evaluation.json"));
        assertThat(body()).isEmpty();
    }

    @Test
    void anyKeyMayBeMissing() {
        Damage.everyKey(lab.resolve("plain"), this::body);
    }
}
