package nunchi.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.run.RunOptions;
import org.jspecify.annotations.Nullable;

/// Where a server listens, and how it computes.
///
/// @param host  that it listens at: a name or an address of this machine
/// @param port  0 to 65535; 0 for any that is free
/// @param token that programs must send as `Authorization: Bearer TOKEN`, at least 16 visible ASCII characters; null
///              for none, where this machine alone can connect
/// @param run   threads, backend, data and catalogue are looked at
public record ServeOptions(String host, int port, @Nullable String token, RunOptions run) {
    private static final int LEAST_CHARACTERS = 16;
    private static final int MOST_BYTES = 4096;

    public ServeOptions {
        Check.given("host", host);
        Check.require(
                token == null || token.matches("[!-~]{%d,}".formatted(LEAST_CHARACTERS)),
                "the token must have at least %d visible ASCII characters and no space; make one by: openssl rand -hex 32"
                        .formatted(LEAST_CHARACTERS));
        Check.require(
                token != null || isLocal(host),
                "the host %s lets other machines connect, so programs must send a token; write one into a file, and give it by --token-file"
                        .formatted(Check.excerpt(host)));
    }

    /// For this machine alone, at any port that is free.
    public ServeOptions() {
        this("127.0.0.1", 0, null, new RunOptions());
    }

    /// The same with a token from a file that holds it alone.
    ///
    /// @param host that it listens at
    /// @param file null for no token
    /// @throws InvalidRequestException when the file cannot be read, or holds no token
    public static ServeOptions of(String host, int port, @Nullable Path file, RunOptions run) {
        return new ServeOptions(host, port, file == null ? null : secret(file), run);
    }

    private static String secret(Path file) {
        try {
            Check.require(
                    !Files.isRegularFile(file) || Files.size(file) <= MOST_BYTES,
                    "%s is too large; it must hold the token alone".formatted(file));
            return Files.readString(file).strip();
        } catch (NoSuchFileException absent) {
            throw new InvalidRequestException("there is no file %s with a token".formatted(file), absent);
        } catch (CharacterCodingException binary) {
            throw new InvalidRequestException("%s is no text; it must hold the token alone".formatted(file), binary);
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "%s cannot be read; give yourself the right to".formatted(file), unreadable);
        }
    }

    /// Whether this machine alone can connect.
    public boolean isLocal() {
        return isLocal(host);
    }

    private static boolean isLocal(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw new InvalidRequestException(
                    "there is no host %s; name an address of this machine, such as 127.0.0.1"
                            .formatted(Check.excerpt(host)),
                    unknown);
        }
    }
}
