package nunchi.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.picture.PictureFormat;
import org.jspecify.annotations.Nullable;

/// Reads a folder of images with one sub-folder a class, in any depth, or with the folders `train`, `validation`
/// (also `val`, `valid`) and `test`, in any case, of which each has such sub-folders. Links are followed. Classes are
/// in the order of their names, and so are the images of a class. Files and folders whose names begin with a dot are
/// left out, and so is what file managers leave behind.
///
/// All images become bytes of one form while they are read, examples `[rows, columns, channels]` with values 0 … 255,
/// see [ImageForm]; the file formats are [nunchi.picture.Picture]'s.
public final class ImageFolder {
    private static final ClassFolders.Kind PICTURES =
            new ClassFolders.Kind("a folder of images", "images", PictureFormat::named);

    private ImageFolder() {}

    /// @throws InvalidRequestException when the folder is not of this kind, files are not images, or the images
    ///         differ in size and none is given
    public static Datasets load(Path folder, Reading reading) {
        reading.allow(folder.toString(), "a folder of images", Reading.OF_FOLDER);
        try {
            ClassFolders.Found found = new ClassFolders(folder, PICTURES).find();
            PictureReader reader = new PictureReader(folder, found.classes(), reading);
            List<@Nullable Dataset> parts = reader.read(found.parts(), ClassFolders.name(folder));
            return new Datasets(parts.get(0), parts.get(1), parts.get(2));
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "%s cannot be read: %s".formatted(folder, unreadable.getMessage()), unreadable);
        }
    }
}
