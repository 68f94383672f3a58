package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import nunchi.check.InvalidRequestException;
import nunchi.token.LengthSettings;
import nunchi.token.Normalization;
import nunchi.token.TextSettings;
import nunchi.token.Tokens;
import nunchi.token.UnicodeForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PairsSourceTest {
    private static final String PAIRS =
            "Go.\tVa\u202f!\tCC-BY 2.0 #1 (a)\nRun!\tCours !\nRun!\tCourez !\nHi there.\tSalut.\t#2\n";
    private static final String ARCHIVE = "pairs.zip";
    private static final String FILE = "xx.txt";
    private static final TextSettings CHARACTERS = new TextSettings(new Tokens.Characters(), null, null, null);

    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("_about.txt"));
            zip.write(bytes("who made it"));
            zip.putNextEntry(new ZipEntry("set/"));
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private void write(String name, byte[] content) throws IOException {
        Path set = Files.createDirectories(folder.resolve("pairs"));
        Files.write(set.resolve(name), content);
    }

    private static PairsSource source(String content, int pairs, URI... mirrors) {
        KnownText file = new KnownText("pairs", FILE, Sha256.of(bytes(content)), 500, ARCHIVE, List.of(mirrors));
        DataCard card = new DataCard("pairs-" + pairs).attributedTo("somebody");
        return new PairsSource(card, "a few pairs", List.of("eng", "fra"), pairs, file);
    }

    private Datasets load(Reading reading, String content, int pairs) {
        return source(content, pairs).load(new DataFolders(folder, null, null, null), reading);
    }

    private void refused(String content, String message) {
        assertThatThrownBy(() -> load(Reading.PLAIN, content, 4))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
    }

    private static List<String> all(Dataset data) {
        IntFunction<String> pair =
                row -> data.text(row).orElseThrow() + "|" + data.targetText(row).orElseThrow();
        return IntStream.range(0, data.size()).mapToObj(pair).toList();
    }

    private static Reading reading(String text, String target) {
        TargetText wanted = target == null ? null : new TargetText(target, TextSettings.PLAIN, false);
        return Reading.PLAIN.withText(text).withTargetText(wanted);
    }

    @Test
    void pairsAreReadFromTheArchiveAndFromTheFile() throws IOException {
        write(ARCHIVE, zip("set/" + FILE, bytes(PAIRS)));
        Datasets parts = load(Reading.PLAIN, PAIRS, 4);
        assertThat(all(parts.train()))
                .containsExactly("Go.|Va\u202f!", "Run!|Cours !", "Run!|Courez !", "Hi there.|Salut.");
        assertThat(parts.test()).isNull();
        assertThat(parts.train().checksums()).containsEntry(FILE, Sha256.of(bytes(PAIRS)));
        assertThat(parts.train().source()).isEqualTo("somebody");
        Files.delete(folder.resolve("pairs").resolve(ARCHIVE));
        write(FILE, bytes(PAIRS));
        assertThat(all(load(Reading.PLAIN, PAIRS, 2).train())).containsExactly("Go.|Va\u202f!", "Run!|Cours !");
    }

    @Test
    void eitherLanguageIsRead() throws IOException {
        write(FILE, bytes(PAIRS));
        for (Reading reading : List.of(reading("fra", null), reading("fra", "eng"))) {
            assertThat(all(load(reading, PAIRS, 1).train())).containsExactly("Va\u202f!|Go.");
        }
        assertThat(all(load(reading("eng", "fra"), PAIRS, 1).train())).containsExactly("Go.|Va\u202f!");
        assertThatThrownBy(() -> load(reading("ger", null), PAIRS, 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("data.text is 'ger', but pairs-1 has eng");
        assertThatThrownBy(() -> load(reading("eng", "ger"), PAIRS, 1))
                .hasMessageContaining("data.targetText.column is 'ger', but pairs-1 has eng");
        assertThatThrownBy(() -> load(reading("fra", "fra"), PAIRS, 1))
                .hasMessageContaining("data.text and data.targetText.column both name fra");
        assertThatThrownBy(() -> load(Reading.PLAIN.withLabel("fra"), PAIRS, 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("a data set of sentence pairs");
    }

    @Test
    void aFileThatIsAnotherOrNoneIsRefused() throws IOException {
        refused(PAIRS, "pairs is not on this machine: put pairs.zip (SHA-256 of the content: ");
        write(FILE, bytes(PAIRS + "More.\tPlus.\n"));
        refused(PAIRS, "xx.txt is not the file of pairs: its content has the SHA-256 ");
        write(ARCHIVE, zip("other.txt", bytes(PAIRS)));
        refused(PAIRS, "pairs.zip is damaged: it has no file xx.txt; fetch it again");
        write(ARCHIVE, zip(FILE, bytes(PAIRS + "More.\tPlus.\n")));
        refused(PAIRS, "pairs.zip is not the file of pairs: its content has the SHA-256 ");
    }

    @Test
    void linesThatAreNoPairsAreRefused() throws IOException {
        for (String line : List.of("Go. Va !", "\tVa !", "Go.\t ", "")) {
            String content = "Hi.\tSalut.\n" + line + "\n";
            write(FILE, bytes(content));
            refused(content, "pairs-4 has a line that is no pair of sentences: '%s'; fetch it again".formatted(line));
        }
        byte[] latin = "\u00e9t\u00e9\tsummer\n".getBytes(StandardCharsets.ISO_8859_1);
        write(FILE, latin);
        KnownText file = new KnownText("pairs", FILE, Sha256.of(latin), 500, ARCHIVE, List.of());
        assertThatThrownBy(() -> file.read(new DataFolders(folder, null, null, null)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("xx.txt is no text in UTF-8; fetch it again");
    }

    @Test
    void anArchiveThatIsCutOffOrNoneIsRefused() throws IOException {
        byte[] whole = zip(FILE, bytes(PAIRS));
        write(ARCHIVE, bytes("no archive"));
        refused(PAIRS, "pairs.zip is damaged: it is not a zip archive (it has no files); fetch it again");
        write(ARCHIVE, Arrays.copyOf(whole, new String(whole, StandardCharsets.ISO_8859_1).indexOf(FILE) + 20));
        refused(PAIRS, "pairs.zip is damaged: it is not a zip archive");
        byte[] bomb = zip(FILE, new byte[4 << 20]);
        assertThat(bomb).hasSizeLessThan(10_000);
        write(ARCHIVE, bomb);
        refused(PAIRS, "it unpacks to more than the 1,049,076 bytes it may hold; fetch it again");
    }

    @Test
    void damagedArchivesAreReadOrRefused() throws IOException {
        byte[] whole = zip(FILE, bytes(PAIRS));
        SplittableRandom random = new SplittableRandom(9);
        int read = 0;
        for (int i = 0; i < 1000; i++) {
            write(ARCHIVE, Damaged.copy(whole, random));
            try {
                assertThat(load(Reading.PLAIN, PAIRS, 4).train().size()).isEqualTo(4);
                read++;
            } catch (InvalidRequestException refused) {
                assertThat(refused.getMessage()).contains(ARCHIVE);
            }
        }
        assertThat(read).isLessThan(1000);
    }

    /// Of several sets from one file, each is fetched to where all look for it.
    @Test
    void whatIsFetchedIsFound() throws IOException {
        byte[] whole = zip(FILE, bytes(PAIRS));
        try (Mirror mirror = new Mirror()) {
            mirror.serve("/pairs/", exchange -> Mirror.send(exchange, whole, null));
            DataFolders folders = new DataFolders(null, folder, null, null);
            DataCatalogue catalogue = new DataCatalogue(
                    List.of(source(PAIRS, 2, mirror.address("/pairs/")), source(PAIRS, 3)),
                    folders,
                    new Downloader(DownloadListener.none()));
            assertThat(catalogue.get("pairs-2"))
                    .containsExactly(folder.resolve("pairs").resolve(ARCHIVE));
            assertThat(catalogue.load("pairs-2").train().size()).isEqualTo(2);
            assertThat(catalogue.load("pairs-3").train().size()).isEqualTo(3);
            assertThat(catalogue.check("pairs-3")).extracting(FileCheck::state).containsExactly(FileCheck.State.OK);
        }
    }

    private static Dataset loadIfPresent(String name) {
        DataCatalogue catalogue = DataCatalogue.standard().withDownloader(null);
        boolean present = catalogue.entry(name).place().isPresent();
        assumeThat(present)
                .as("skipped: %s is not on this machine (set NUNCHI_DATA)", name)
                .isTrue();
        return catalogue.load(name).train();
    }

    private static List<String> pair(Dataset data, int row) {
        return List.of(data.text(row).orElseThrow(), data.targetText(row).orElseThrow());
    }

    @Test
    void frenchIsRead() {
        Dataset data = loadIfPresent("fra-eng");
        assertThat(data.size()).isEqualTo(142_787);
        assertThat(pair(data, 0)).containsExactly("Go.", "Va !");
        assertThat(pair(data, 1)).containsExactly("Run!", "Cours\u202f!");
        assertThat(pair(data, 142_786).getFirst())
                .startsWith("It may be impossible to get a completely error-free corpus")
                .endsWith("we might be able to minimize errors.");
        assertThat(pair(data, 142_786).getLast())
                .startsWith("Il est peut-\u00eatre impossible d'obtenir un Corpus")
                .endsWith("de r\u00e9duire les erreurs.");
    }

    /// Keras' example prints 71 and 93 tokens, and 16 and 59 as the greatest lengths, with a tab before and a line
    /// break after each target text.
    @Test
    void theFirstTenThousandAreKerass() {
        Dataset data = loadIfPresent("fra-eng-10000");
        assertThat(data.size()).isEqualTo(10_000);
        assertThat(characters(data, 0)).isEqualTo(71);
        assertThat(characters(data, 1)).isEqualTo(93 - 2);
        Dataset ids = new Datasets(data)
                .encoded(CHARACTERS, new TargetText(null, CHARACTERS, true))
                .train();
        assertThat(ids.card().text().vocabulary().tokens()).hasSize(71);
        assertThat(ids.card().target().text().vocabulary().tokens()).hasSize(91);
        assertThat(ids.example().toArray()).containsExactly(16);
        assertThat(ids.target().toArray()).as("57 characters and the end").containsExactly(58);
    }

    /// The Python of PyTorch's tutorial on translation, applied to this file, leaves 11,822 pairs with 4,670 French and
    /// 3,030 English tokens, the start and the end among them.
    @Test
    void theSentencesOfPytorchsTutorialAreThoseOfItsPython() {
        List<String> beginnings = List.of(
                "i am ",
                "i m ",
                "he is",
                "he s ",
                "she is",
                "she s ",
                "you are",
                "you re ",
                "we are",
                "we re ",
                "they are",
                "they re ");
        Normalization letters = new Normalization(UnicodeForm.NFC, true, true, "a-z!?");
        LengthSettings below10 = new LengthSettings(9, null, true);
        TextSettings english = new TextSettings(null, letters, null, below10, false, beginnings);
        TargetText french = new TargetText(null, new TextSettings(null, letters, null, below10), false);
        Dataset ids = new Datasets(loadIfPresent("fra-eng"))
                .startingWith(english, french)
                .withoutLonger(english, french)
                .encoded(english, french)
                .train();
        assertThat(ids.size()).isEqualTo(11_822);
        assertThat(ids.card().text().vocabulary().size()).isEqualTo(3_030);
        assertThat(ids.card().target().text().vocabulary().size()).isEqualTo(4_670);
    }

    private static long characters(Dataset data, int column) {
        return IntStream.range(0, data.size())
                .flatMap(row -> pair(data, row).get(column).codePoints())
                .distinct()
                .count();
    }

    @Test
    void koreanIsRead() {
        Dataset data = loadIfPresent("kor-eng");
        assertThat(data.size()).isEqualTo(3_318);
        assertThat(pair(data, 0)).containsExactly("Go.", "\uac00.");
        assertThat(pair(data, 3_317).getFirst()).startsWith("Doubtless there exists in this world");
        assertThat(pair(data, 3_317).getLast())
                .startsWith("\uc758\uc2ec\uc758 \uc5ec\uc9c0 \uc5c6\uc774")
                .doesNotContain("CC-BY");
    }
}
