package nunchi.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.file.GivenFile;

/// A file of text in UTF-8 as a whole.
///
/// @param card its name and checksum
record TextFile(DataCard card, String text) {
    private static final int MOST_BYTES = 1 << 28;

    /// @param kind what the file is read as, for a person: `a text is a file`
    /// @param remedy for an empty file: `write a text into it`
    /// @throws InvalidRequestException when it is absent, too long, empty, or no text in UTF-8, with the byte
    static TextFile read(Path file, String kind, String remedy) {
        try (InputStream content = Files.newInputStream(GivenFile.regular(file))) {
            byte[] bytes = content.readNBytes(MOST_BYTES + 1);
            Check.require(
                    bytes.length <= MOST_BYTES,
                    "%s is longer than %,d MiB; take a part of it".formatted(file, MOST_BYTES >> 20));
            String text = GivenFile.text(bytes);
            Check.require(!text.isBlank(), "%s is empty; %s".formatted(file, remedy));
            String name = file.getFileName().toString();
            return new TextFile(new DataCard(name).withChecksums(Map.of(name, Sha256.of(bytes))), text);
        } catch (CharacterCodingException binary) {
            throw EncodingFault.of(file, kind, binary);
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "%s cannot be read: %s".formatted(file, unreadable.getMessage()), unreadable);
        }
    }
}
