package nunchi.file;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import nunchi.check.Check;

/// A file that a user named: what every reader of one asks for first.
public final class GivenFile {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    /// Bytes of the longest mark.
    private static final int MARK = 3;

    private GivenFile() {}

    /// A device or a pipe may never end, or never begin. An absent file and a folder are left to the reader, who knows
    /// what was asked for.
    ///
    /// @return the same
    /// @throws nunchi.check.InvalidRequestException when it is neither a file nor a folder
    public static Path regular(Path file) throws IOException {
        boolean other = Files.exists(file)
                && Files.readAttributes(file, BasicFileAttributes.class).isOther();
        Check.require(!other, "%s is a device or a pipe; write what it gives to a file, and name that".formatted(file));
        return file;
    }

    /// The text of a file, as [#reader] decodes it.
    ///
    /// @throws java.nio.charset.CharacterCodingException when it is no such text
    public static String text(Path file) throws IOException {
        return text(Files.readAllBytes(regular(file)));
    }

    /// The same of a file's bytes.
    public static String text(byte[] bytes) throws IOException {
        return reader(new ByteArrayInputStream(bytes), bytes.length + 1).readAllAsString();
    }

    /// Decodes UTF-8, or UTF-16 where a byte order mark says so; the mark is no part of the text. Other bytes end in a
    /// [java.nio.charset.CharacterCodingException].
    ///
    /// @param buffer characters that are read ahead
    public static BufferedReader reader(InputStream content, int buffer) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(content, MARK);
        byte[] start = bytes.readNBytes(MARK);
        Charset charset = start.length >= 2 && start[0] == (byte) 0xFE && start[1] == (byte) 0xFF
                ? StandardCharsets.UTF_16BE
                : start.length >= 2 && start[0] == (byte) 0xFF && start[1] == (byte) 0xFE
                        ? StandardCharsets.UTF_16LE
                        : StandardCharsets.UTF_8;
        bytes.unread(start);
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        BufferedReader text = new BufferedReader(new InputStreamReader(bytes, decoder), buffer);
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }
}
