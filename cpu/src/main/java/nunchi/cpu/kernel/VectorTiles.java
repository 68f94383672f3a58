package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;

/// Tiles on the Vector API. Machines with 32 vector registers take 6x4, 12x2 and 12x1 vectors; those with 16 registers 6x2
/// and 12x1, since more accumulators would spill.
public final class VectorTiles implements Tiles {
    private static final int LANES = FloatVector.SPECIES_PREFERRED.length();
    private static final boolean MANY_REGISTERS = LANES >= 16;

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public int widest() {
        return MANY_REGISTERS ? 4 : 2;
    }

    @Override
    public int rows(int vectors) {
        return vectors == 1 || vectors == 2 && MANY_REGISTERS ? 12 : 6;
    }

    @Override
    public int width(int vectors) {
        return vectors >= 4 && MANY_REGISTERS ? 4 : vectors >= 2 ? 2 : 1;
    }

    @Override
    public void run(int vectors, Panel panel, float[] a, int ao, float[] c, int co) {
        if (vectors == 4) {
            Tile6x4.run(panel, a, ao, c, co);
        } else if (vectors == 1) {
            Tile12x1.run(panel, a, ao, c, co);
        } else if (MANY_REGISTERS) {
            Tile12x2.run(panel, a, ao, c, co);
        } else {
            Tile6x2.run(panel, a, ao, c, co);
        }
    }
}
