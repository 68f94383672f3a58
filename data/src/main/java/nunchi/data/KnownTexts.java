package nunchi.data;

import java.net.URI;
import java.util.List;

/// The texts that Nunchi knows by name.
final class KnownTexts {
    private static final KnownText FRENCH = new KnownText(
            "fra-eng",
            "fra.txt",
            "2546838ae46e0eac4c02ab7032ea0a02a006074a5340077a36a9444f41e02888",
            10_009_515,
            "fra-eng.zip",
            List.of(
                    URI.create("https://d2l-data.s3-accelerate.amazonaws.com/fra-eng.zip"),
                    URI.create("https://www.manythings.org/anki/fra-eng.zip")));
    private static final KnownText KOREAN = new KnownText(
            "kor-eng",
            "kor.txt",
            "c119d4fd78dd5f8064528c5a267095a3b54338fd5a5fe2f4e0c22329089f3901",
            484_226,
            "kor-eng.zip",
            List.of(URI.create("https://www.manythings.org/anki/kor-eng.zip")));
    private static final KnownText SHAKESPEARE = new KnownText(
            "shakespeare",
            "input.txt",
            "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed",
            1_115_394,
            "input.txt",
            List.of(URI.create(
                    "https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt")));
    private static final String TATOEBA =
            "sentence pairs of the Tatoeba project (tatoeba.org), by way of manythings.org/anki, CC BY 2.0 FR";
    /// In the order of `nunchi data list`.
    static final List<DataSource> ALL = List.of(
            new PairsSource(
                    new DataCard("fra-eng").attributedTo(TATOEBA),
                    "English sentences (eng) with their French translations (fra), 2017 (Tatoeba)",
                    List.of("eng", "fra"),
                    142_787,
                    FRENCH),
            new PairsSource(
                    new DataCard("fra-eng-10000").attributedTo(TATOEBA),
                    "the first 10,000 pairs of fra-eng, as Keras' example lstm_seq2seq takes them",
                    List.of("eng", "fra"),
                    10_000,
                    FRENCH),
            new PairsSource(
                    new DataCard("kor-eng").attributedTo(TATOEBA),
                    "English sentences (eng) with their Korean translations (kor) (Tatoeba)",
                    List.of("eng", "kor"),
                    3_318,
                    KOREAN),
            new WholeTextSource(
                    new DataCard("shakespeare")
                            .attributedTo(
                                    "parts of the plays of William Shakespeare, by Andrej Karpathy's char-rnn, public domain"),
                    "one text of 1,115,394 characters from the plays of Shakespeare (char-rnn)",
                    SHAKESPEARE));

    private KnownTexts() {}
}
