package nunchi.cpu.kernel;

/// The kernels of this machine: on the Vector API where the JVM was started with it, else their scalar twins.
public record Kernels(Arithmetic arithmetic, WindowFunctions windows, Tiles tiles, String name) {
    private static final String MODULE = "jdk.incubator.vector";

    public static Kernels best() {
        return vectorModulePresent() ? vector() : scalar();
    }

    public static Kernels scalar() {
        return new Kernels(new ScalarArithmetic(), new ScalarWindowFunctions(), new ScalarTiles(), "scalar");
    }

    private static Kernels vector() {
        Tiles tiles = new VectorTiles();
        return new Kernels(new VectorArithmetic(), new VectorWindowFunctions(), tiles, tiles.lanes() * Float.SIZE + "-bit vectors");
    }

    public static boolean vectorModulePresent() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }
}
