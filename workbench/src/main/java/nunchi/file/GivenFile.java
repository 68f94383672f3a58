package nunchi.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import nunchi.check.Check;

/// A file that a user named: what every reader of one asks for first.
public final class GivenFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private GivenFile() {}

    /// A device or a pipe may never end, or never begin. An absent file and a folder are left to the reader, who knows what was asked for.
    ///
    /// @return the same
    /// @throws nunchi.check.InvalidRequestException when it is neither a file nor a folder
    public static Path regular(Path file) throws IOException {
        boolean other = Files.exists(file) && Files.readAttributes(file, BasicFileAttributes.class).isOther();
        Check.require(!other, "%s is a device or a pipe; write what it gives to a file, and name that".formatted(file));
        return file;
    }

    /// The text of a file in UTF-8, past a byte order mark.
    ///
    /// @throws java.nio.charset.CharacterCodingException when it is no such text
    public static String text(Path file) throws IOException {
        return text(Files.readAllBytes(regular(file)));
    }

    /// The same of a file's bytes.
    public static String text(byte[] bytes) throws IOException {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }
}
