package nunchi.picture;

import static org.assertj.core.api.Assertions.assertThat;

import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;

final class PngTest {
    @Test
    void whatIsEncodedIsReadAgain() {
        for (int channels : new int[] {1, 3}) {
            byte[] samples = new byte[5 * 7 * channels];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (byte) (i * 37);
            }
            Picture picture = Picture.decode("test", Png.encode(Shape.of(5, 7, channels), samples));
            assertThat(picture.rows()).isEqualTo(5);
            assertThat(picture.columns()).isEqualTo(7);
            assertThat(picture.channels()).isEqualTo(channels);
            assertThat(picture.samples()).isEqualTo(samples);
        }
    }
}
