package nunchi.interchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.file.FilesWithin;
import nunchi.file.Unreadable;
import nunchi.file.WholeFile;
import nunchi.tensor.Tensor;
import nunchi.weights.Safetensors;

/// A model's tensors by name, in a file or folder that other programs know.
///
/// | path | holds |
/// |---|---|
/// | `….safetensors` | Hugging Face's format |
/// | `….npz` | NumPy's archive of arrays |
/// | `….npy` | one array, named as the file |
/// | a folder | an `.npy` for each tensor: `0.dense/weight.npy` is `0.dense/weight` |
///
/// Whole numbers and floating-point numbers of 16 to 64 bits are read, and rounded to float32; float32 is written.
/// Shapes stay as they are, a layer's as its documentation tells:
/// `[kernel rows, kernel columns, channels / groups, filters]` of a `conv2d/weight`.
public final class WeightsFile {
    private static final String SAFETENSORS = ".safetensors";
    private static final String NPZ = ".npz";
    private static final String NPY = ".npy";

    private WeightsFile() {}

    /// @throws InvalidRequestException when there is no such file, it is damaged or of another kind, with its name and
    ///                                 what is wrong
    public static Map<String, Tensor> read(Path path) {
        Check.require(Files.exists(path), "there is no file %s to take weights from".formatted(path));
        if (Files.isDirectory(path)) {
            return folder(path);
        }
        return switch (ending(path)) {
            case SAFETENSORS -> Safetensors.read(path);
            case NPZ -> Npz.read(path);
            case NPY -> Map.of(name(path.getFileName()), Npy.read(path));
            default -> throw unknown(path);
        };
    }

    private static Map<String, Tensor> folder(Path folder) {
        try {
            List<Path> arrays = FilesWithin.deep(folder, file -> ending(file).equals(NPY));
            Check.require(
                    !arrays.isEmpty(), "the folder %s holds no .npy arrays to take weights from".formatted(folder));
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            arrays.forEach(array -> tensors.put(name(folder.relativize(array)), Npy.read(array)));
            return tensors;
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "the folder %s cannot be read: %s".formatted(folder, Unreadable.reason(unreadable)), unreadable);
        }
    }

    private static String name(Path array) {
        String name = array.toString().replace('\\', '/');
        return name.substring(0, name.length() - NPY.length());
    }

    private static String ending(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return Stream.of(SAFETENSORS, NPZ, NPY)
                .filter(name::endsWith)
                .findFirst()
                .orElse("");
    }

    private static InvalidRequestException unknown(Path path) {
        return new InvalidRequestException(
                "%s is not a file of weights by its name; it must end in .safetensors, .npz or .npy, or be a folder of .npy arrays"
                        .formatted(path));
    }

    /// Writes all tensors; a name without an ending makes a folder. A file takes its name when it is whole.
    ///
    /// @throws InvalidRequestException when the path cannot be written to, or its name has another ending; `.npy` holds
    ///                                 one array alone
    /// @throws java.io.UncheckedIOException when the disk is full or fails
    public static void write(Path path, Map<String, Tensor> tensors) {
        switch (ending(path)) {
            case SAFETENSORS -> WholeFile.write(path, out -> out.write(Safetensors.write(tensors)));
            case NPZ -> WholeFile.write(path, out -> Npz.write(out, tensors));
            case NPY ->
                throw new InvalidRequestException(
                        "%s would hold one array, but there are %d; name a .npz, a .safetensors or a folder"
                                .formatted(path, tensors.size()));
            default -> folder(path, tensors);
        }
    }

    private static void folder(Path path, Map<String, Tensor> tensors) {
        String last = path.getFileName().toString();
        String ending = last.substring(Math.max(0, last.lastIndexOf('.')));
        Check.require(
                Files.isDirectory(path) || ending.equals(last),
                "%s has an unknown ending '%s'; name a .npz, a .safetensors, or a folder without an ending"
                        .formatted(path, ending));
        // all are asked for before the first is written
        SequencedMap<Path, Tensor> arrays = new LinkedHashMap<>();
        new TreeMap<>(tensors).forEach((name, tensor) -> arrays.put(within(path, name), tensor));
        arrays.forEach(Npy::write);
    }

    /// Names may come from a file that anyone wrote.
    private static Path within(Path folder, String name) {
        try {
            Path array = folder.resolve(name + NPY).normalize();
            Check.require(
                    array.startsWith(folder.normalize()),
                    "the tensor named '%s' would be written outside of %s".formatted(name, folder));
            return array;
        } catch (InvalidPathException impossible) {
            throw new InvalidRequestException(
                    "no file can have the name of the tensor '%s'; write to a .npz or a .safetensors".formatted(name),
                    impossible);
        }
    }
}
