package nunchi.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import nunchi.check.StoppedException;

/// Why a file cannot be read or written, in words.
public final class Unreadable {
    private Unreadable() {}

    /// @throws StoppedException where this thread was interrupted, which closes the files that it reads and writes
    public static String reason(IOException failure) {
        StoppedException.ifInterrupted();
        return switch (failure) {
            case CharacterCodingException _ -> "it is not text in UTF-8";
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "access is denied";
            case FileAlreadyExistsException taken -> "%s is a file already".formatted(taken.getFile());
            case NotDirectoryException file -> "%s is not a folder".formatted(file.getFile());
            case FileSystemException refused when refused.getReason() != null -> refused.getReason();
            default -> failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        };
    }
}
