package nunchi.interchange;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.Shape;
import nunchi.weights.NumberFormat;

/// What stands before the values of an array of NumPy: a magic word, the version of the format, the length of the rest
/// and a dictionary as Python writes it, `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`, with blanks up
/// to a multiple of 64 bytes.
///
/// @param fortran whether the first axis is the fastest
record NpyHeader(NumberFormat format, ByteOrder order, boolean fortran, Shape shape) {
    static final int PREAMBLE = 8;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 20;
    private static final int ALIGNMENT = 64;
    /// As NumPy has it.
    private static final int MOST_AXES = 64;
    private static final Pattern TYPE = Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");
    private static final Pattern ORDER = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([^)]*)\\)");
    private static final Pattern EXTENT = Pattern.compile("\\d{1,18}L?");

    /// The number of bytes that hold the dictionary's length, by the version of the format.
    ///
    /// @param preamble the file's first 8 bytes
    static int lengthBytes(byte[] preamble) {
        Check.require(
                Arrays.equals(MAGIC, Arrays.copyOf(preamble, MAGIC.length)), "it does not begin as an array of NumPy");
        int version = preamble[MAGIC.length];
        Check.require(
                version >= 1 && version <= 3,
                "it is of version %d of the format, and 1 to 3 are known".formatted(version));
        return version == 1 ? Short.BYTES : Integer.BYTES;
    }

    /// The length of the dictionary from its little-endian bytes.
    static int length(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long length = bytes.length == Short.BYTES
                ? Short.toUnsignedInt(buffer.getShort())
                : Integer.toUnsignedLong(buffer.getInt());
        Check.require(length <= LONGEST, "its header should have %d bytes, which no array's has".formatted(length));
        return (int) length;
    }

    static NpyHeader parse(byte[] dictionary) {
        String text = new String(dictionary, StandardCharsets.UTF_8);
        String type = found(TYPE, text, "no plain type of numbers; arrays of records or objects cannot be read");
        String code = type.replaceFirst("^[<>|=]", "");
        NumberFormat format = NumberFormat.ofNumpy(code)
                .orElseThrow(() -> new InvalidRequestException(
                        "its values are of type '%s'; real numbers such as '<f4', '<f8', '<i8' or '|u1' can be read"
                                .formatted(type)));
        boolean fortran = found(ORDER, text, "no fortran_order").equals("True");
        int[] extents = Arrays.stream(found(SHAPE, text, "no shape").split(","))
                .map(String::strip)
                .filter(extent -> !extent.isEmpty())
                .mapToInt(NpyHeader::extent)
                .toArray();
        Check.require(
                extents.length <= MOST_AXES,
                "it has %d axes, and %d are the most that an array has".formatted(extents.length, MOST_AXES));
        Check.require(
                Arrays.stream(extents).noneMatch(extent -> extent == 0),
                "it is empty: its shape is " + Arrays.toString(extents));
        return new NpyHeader(
                format,
                type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                fortran,
                Shape.of(extents));
    }

    private static int extent(String digits) {
        Check.require(
                EXTENT.matcher(digits).matches() && Long.parseLong(digits.replace("L", "")) <= Integer.MAX_VALUE,
                "an axis has '%.20s' places; it must be a whole number up to %d".formatted(digits, Integer.MAX_VALUE));
        return Integer.parseInt(digits.replace("L", ""));
    }

    private static String found(Pattern pattern, String header, String lack) {
        Matcher matcher = pattern.matcher(header);
        Check.require(matcher.find(), "its header gives " + lack);
        String found = matcher.group(1);
        Check.require(
                !matcher.find(),
                "its header tells twice of " + lack.replaceFirst("^no ", "").replaceFirst(";.*", ""));
        return found;
    }

    /// Of the values, in bytes.
    long size() {
        return (long) format.size() * shape.size();
    }

    /// The beginning of a file of little-endian numbers, the last axis fastest.
    ///
    /// @param type    NumPy's code: `<f4`
    /// @param extents any number, each at least 0
    static byte[] bytes(String type, long... extents) {
        String shape = Arrays.stream(extents).mapToObj(extent -> extent + ", ").collect(Collectors.joining());
        shape = extents.length > 1 ? shape.substring(0, shape.length() - 2) : shape.strip();
        String dictionary = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, shape);
        int before = PREAMBLE + Short.BYTES;
        int length = Math.ceilDiv(before + dictionary.length() + 1, ALIGNMENT) * ALIGNMENT - before;
        ByteBuffer buffer = ByteBuffer.allocate(before + length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) length);
        buffer.put(
                (dictionary + " ".repeat(length - dictionary.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        return buffer.array();
    }

    static byte[] bytes(Shape shape) {
        return bytes("<f4", Arrays.stream(shape.toArray()).asLongStream().toArray());
    }
}
