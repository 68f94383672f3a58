package nunchi.serve;

import java.util.Arrays;
import java.util.stream.Collectors;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Tree;

/// The types of numbers that the protocol names, as far as they become float32.
enum TensorType {
    FP32,
    FP64,
    INT8(-0x1p7, 0x1p7),
    INT16(-0x1p15, 0x1p15),
    INT32(-0x1p31, 0x1p31),
    INT64(-0x1p63, 0x1p63),
    UINT8(0, 0x1p8),
    UINT16(0, 0x1p16),
    UINT32(0, 0x1p32),
    UINT64(0, 0x1p64);

    private final boolean whole;
    private final double least;
    private final double end;

    TensorType() {
        this.whole = false;
        this.least = Double.NEGATIVE_INFINITY;
        this.end = Double.POSITIVE_INFINITY;
    }

    /// @param end exclusive
    TensorType(double least, double end) {
        this.whole = true;
        this.least = least;
        this.end = end;
    }

    /// @throws InvalidRequestException where there is none of this name that the server takes
    static TensorType named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException("datatype is %s; it must be one of %s"
                        .formatted(
                                Check.excerpt(name),
                                Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", ")))));
    }

    /// As float32, rounded to the nearest.
    ///
    /// @throws InvalidRequestException where it is no finite number of this type
    float value(Tree given) {
        double number = given.number();
        boolean fits =
                Double.isFinite(number) && (!whole || number >= least && number < end && number == Math.rint(number));
        Check.require(
                fits && Float.isFinite((float) number),
                "data holds %s; each must be a finite number of type %s in the range of float32"
                        .formatted(Check.excerpt(given.text("a list, an object or null")), this));
        return (float) number;
    }
}
