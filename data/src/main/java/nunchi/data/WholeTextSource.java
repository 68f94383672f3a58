package nunchi.data;

import java.util.List;

/// One text that is known by name, for models that predict the next token.
///
/// @param card        name and attribution
/// @param description what it is and whose
/// @param file        that holds it
record WholeTextSource(DataCard card, String description, KnownText file) implements DataSource {
    @Override
    public String name() {
        return card.name();
    }

    @Override
    public List<Integer> rows() {
        return List.of(1);
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
        reading.allow(name(), "one text", Reading.OF_ONE_TEXT);
        return new Datasets(new WholeText(card.withChecksums(file.checksums()), file.read(folders), reading.window()));
    }
}
