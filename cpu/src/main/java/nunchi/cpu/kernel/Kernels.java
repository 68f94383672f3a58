package nunchi.cpu.kernel;

/// The kernels of this machine: on the Vector API where the JVM was started with it, else their scalar twins.
///
/// @param butterflies passes of Fourier transforms
/// @param winograd3 transforms for kernels of 3
/// @param winograd5 transforms for kernels of 5
public record Kernels(
        Arithmetic arithmetic,
        WindowFunctions windows,
        CellFunctions cells,
        Tiles tiles,
        Butterflies butterflies,
        Winograd winograd3,
        Winograd winograd5,
        String name) {
    private static final String MODULE = "jdk.incubator.vector";

    public static Kernels best() {
        return vectorModulePresent() ? vector() : scalar();
    }

    public static Kernels scalar() {
        return new Kernels(
                new ScalarArithmetic(),
                new ScalarWindowFunctions(),
                new ScalarCellFunctions(),
                new ScalarTiles(),
                new ScalarButterflies(),
                new ScalarWinograd6(),
                new ScalarWinograd8(),
                "scalar");
    }

    /// The transforms for square kernels of this size, 3 or 5.
    public Winograd winograd(int kernel) {
        return kernel == winograd3.points() - Winograd.TILE + 1 ? winograd3 : winograd5;
    }

    private static Kernels vector() {
        Tiles tiles = new VectorTiles();
        String name = tiles.lanes() * Float.SIZE + "-bit vectors";
        return new Kernels(
                new VectorArithmetic(),
                new VectorWindowFunctions(),
                new VectorCellFunctions(),
                tiles,
                new VectorButterflies(),
                new VectorWinograd6(),
                new VectorWinograd8(),
                name);
    }

    public static boolean vectorModulePresent() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }
}
