package nunchi.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;

/// Reads a file of sentences with a token and its tag on each line, and a blank line after each sentence, as in the
/// files of CoNLL's shared tasks. Columns are parted by tabs, or by spaces where the first line has no tab. Nothing is
/// quoted.
final class TaggedFile {
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final String REMEDY =
            "write a token and its tag into each line, parted by a tab, and a blank line after each sentence";

    private final Path file;
    private final boolean tabs;
    private final int token;
    private final int tag;
    private final List<String> sentences = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private final List<String> tokensSoFar = new ArrayList<>();
    private final List<String> tagsSoFar = new ArrayList<>();

    /// @throws InvalidRequestException when the file is absent or empty, no text in UTF-8, or lacks a column; or has a
    ///     line without a tag, or with a token that has a space, with the line
    static TextDataset load(Path file, Reading reading) {
        reading.allow(file.toString(), "a file of sentences", Reading.OF_SENTENCES);
        TextFile content = TextFile.read(file, "sentences are a file", REMEDY);
        List<String> all = content.text().lines().toList();
        int first = 0;
        while (all.get(first).isBlank()) {
            first++;
        }
        boolean named = names(reading).anyMatch(name -> !name.matches("-?\\d{1,9}"));
        boolean header = reading.header() == null ? named : reading.header();
        TaggedFile read = new TaggedFile(file, reading, all.get(first), header);
        for (int line = header ? first + 1 : first; line < all.size(); line++) {
            read.add(all.get(line), line + 1);
        }
        read.end();
        return read.dataset(content.card());
    }

    private static Stream<String> names(Reading reading) {
        return Stream.concat(Stream.ofNullable(reading.text()), reading.label().stream());
    }

    private TaggedFile(Path file, Reading reading, String first, boolean header) {
        this.file = file;
        this.tabs = first.contains("\t");
        List<String> cells = cells(first);
        Check.require(
                reading.label().size() <= 1,
                "label names %d columns, but a token has one tag; name one"
                        .formatted(reading.label().size()));
        Check.require(cells.size() > 1, "%s has one column alone; %s".formatted(file, REMEDY));
        List<String> names = header ? cells : List.of();
        this.token = reading.text() == null ? 0 : column(reading.text(), names, cells.size());
        this.tag = reading.label().isEmpty()
                ? cells.size() - 1
                : column(reading.label().getFirst(), names, cells.size());
        Check.require(token != tag, "text and label name the same column of %s; name two".formatted(file));
    }

    private List<String> cells(String line) {
        return tabs ? List.of(line.split("\t", -1)) : List.of(SPACES.split(line.strip()));
    }

    private int column(String name, List<String> names, int count) {
        if (names.contains(name)) {
            return names.indexOf(name);
        }
        int position = name.matches("-?\\d{1,9}") ? Integer.parseInt(name) : Integer.MAX_VALUE;
        int place = position < 0 ? count + position : position;
        Check.require(
                place >= 0 && place < count,
                "%s has no column '%s'; it has %s"
                        .formatted(
                                file,
                                name,
                                names.isEmpty() ? "%d columns without names".formatted(count) : Check.listed(names)));
        return place;
    }

    private void add(String line, int number) {
        if (line.isBlank()) {
            end();
            return;
        }
        List<String> cells = cells(line);
        Check.require(
                cells.size() > Math.max(token, tag),
                "%s, line %d: '%s' has no %s; write both into each line, parted by %s"
                        .formatted(
                                file,
                                number,
                                Check.excerpt(line),
                                cells.size() > token ? "tag" : "token",
                                tabs ? "a tab" : "a space"));
        if (tokensSoFar.isEmpty()) {
            lines.add(number);
        }
        tokensSoFar.add(word(cells.get(token), "token", number));
        tagsSoFar.add(word(cells.get(tag), "tag", number));
    }

    private String word(String cell, String what, int number) {
        String word = cell.strip();
        Check.require(
                !word.isEmpty(), "%s, line %d has no %s; fill it in, or remove the line".formatted(file, number, what));
        Check.require(
                word.codePoints().noneMatch(point -> Character.isWhitespace(point) || Character.isSpaceChar(point)),
                "%s, line %d: the %s '%s' has a space; write each token into a line of its own"
                        .formatted(file, number, what, Check.excerpt(word)));
        return word;
    }

    private void end() {
        if (!tokensSoFar.isEmpty()) {
            sentences.add(String.join(" ", tokensSoFar));
            tags.add(String.join(" ", tagsSoFar));
            tokensSoFar.clear();
            tagsSoFar.clear();
        }
    }

    private TextDataset dataset(DataCard card) {
        Check.require(!sentences.isEmpty(), "%s has no sentences besides its header; %s".formatted(file, REMEDY));
        return TextDataset.ofTags(
                card,
                new Texts(sentences, row -> "%s, line %d".formatted(file, lines.get(row))),
                new Texts(tags, row -> "%s, line %d".formatted(file, lines.get(row))));
    }
}
