package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void aLongTextIsCutBetweenCharacters() {
        String face = "\ud83d\ude00";
        assertThat(Excerpt.of("<b>")).isEqualTo("<b>");
        assertThat(Excerpt.of(face.repeat(300))).isEqualTo(face.repeat(300));
        assertThat(Excerpt.of(face.repeat(301))).isEqualTo(face.repeat(300) + "…");
    }
}
