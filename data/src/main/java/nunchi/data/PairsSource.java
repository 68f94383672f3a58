package nunchi.data;

import java.util.ArrayList;
import java.util.List;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;

/// Sentences with their translations, one pair a line, parted by tabs; what follows the second tab, a licence and the
/// authors, is not read.
///
/// @param card        name and attribution
/// @param description what it is and whose
/// @param languages   the names of the two, in the order of the columns
/// @param pairs       that are taken, from the first line on
/// @param file        that holds them
record PairsSource(DataCard card, String description, List<String> languages, int pairs, KnownText file)
        implements DataSource {
    @Override
    public String name() {
        return card.name();
    }

    @Override
    public List<Integer> rows() {
        return List.of(pairs);
    }

    @Override
    public List<Download> downloads() {
        return file.downloads();
    }

    @Override
    public String folder() {
        return file.set();
    }

    @Override
    public Datasets load(DataFolders folders, Reading reading) {
        reading.allow(name(), "a data set of sentence pairs", Reading.OF_PAIRS);
        int text = reading.text() == null ? 0 : language("text", reading.text());
        String wanted =
                reading.targetText() == null ? null : reading.targetText().column();
        int target = wanted == null ? 1 - text : language("targetText.column", wanted);
        Check.require(
                text != target,
                "data.text and data.targetText.column both name %s; name the other language of %s for one of them"
                        .formatted(languages.get(text), name()));
        List<List<String>> sentences = sentences(file.read(folders));
        return new Datasets(new TextDataset(
                card.withChecksums(file.checksums()),
                Texts.given(sentences.get(text)),
                Texts.given(sentences.get(target))));
    }

    private int language(String key, String given) {
        Check.require(
                languages.contains(given),
                "data.%s is '%s', but %s has %s".formatted(key, given, name(), Check.listed(languages)));
        return languages.indexOf(given);
    }

    /// By language.
    private List<List<String>> sentences(String content) {
        List<List<String>> sentences = List.of(new ArrayList<>(), new ArrayList<>());
        content.lines().limit(pairs).forEach(line -> {
            String[] cells = line.split("\t", -1);
            if (cells.length < 2 || cells[0].isBlank() || cells[1].isBlank()) {
                throw new InvalidRequestException("%s has a line that is no pair of sentences: '%s'; fetch it again"
                        .formatted(name(), Check.excerpt(line)));
            }
            sentences.get(0).add(cells[0]);
            sentences.get(1).add(cells[1]);
        });
        return sentences;
    }
}
