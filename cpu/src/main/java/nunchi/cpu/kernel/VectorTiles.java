package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;

/// Tiles on the Vector API. Machines with 32 vector registers take the five shapes that C2 compiles without a spill;
/// those with 16 registers take 6x2 and 12x1, since more accumulators would spill.
public final class VectorTiles implements Tiles {
    private static final int LANES = FloatVector.SPECIES_PREFERRED.length();
    private static final boolean MANY_REGISTERS = LANES >= 16;
    private static final int[] ROWS = MANY_REGISTERS ? new int[] {0, 12, 12, 8, 6, 5} : new int[] {0, 12, 6};

    private static final int COLD_CALLS = 1000;
    private static final int COLD_DEPTH = 8;

    /// How often each width has been asked for along and across, roughly: several threads count.
    private final int[] callsAlong = new int[ROWS.length];
    private final int[] callsAcross = new int[ROWS.length];

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public int widest() {
        return ROWS.length - 1;
    }

    @Override
    public int rows(int vectors) {
        return ROWS[vectors];
    }

    /// With 32 registers: as they are up to 5, 6 = 3 + 3, 7 = 4 + 3, and beyond 4 at a time, or 5 where 1 or 2 would be
    /// left over.
    @Override
    public int width(int vectors) {
        if (vectors <= widest()) {
            return vectors;
        }
        if (!MANY_REGISTERS) {
            return widest();
        }
        if (vectors == 6) {
            return 3;
        }
        int rest = vectors % 4;
        return vectors > 7 && (rest == 1 || rest == 2) ? 5 : 4;
    }

    /// A tile's first calls are cut into short loops: the JIT then compiles the method as a whole at once, instead of
    /// its loop first, which takes it as long again. The chains go on from what C holds, so that the bits are the same.
    @Override
    public void run(int vectors, Panel panel, float[] a, int ao, float[] c, int co) {
        int[] calls = panel.across ? callsAcross : callsAlong;
        if (calls[vectors] >= COLD_CALLS || panel.depth <= COLD_DEPTH) {
            runWhole(vectors, panel, a, ao, c, co);
            return;
        }
        calls[vectors]++;
        meetFewerRows(vectors, calls[vectors] % panel.rows + 1, panel, a, ao, c, co);
        int depth = panel.depth;
        int bo = panel.bo;
        int first = panel.first;
        boolean accumulate = panel.accumulate;
        for (int from = 0; from < depth; from += COLD_DEPTH) {
            panel.depth = Math.min(COLD_DEPTH, depth - from);
            panel.bo = bo + from * panel.bStep;
            panel.first = first + from;
            runWhole(vectors, panel, a, ao, c, co);
            panel.accumulate = true;
        }
        panel.depth = depth;
        panel.bo = bo;
        panel.first = first;
        panel.accumulate = accumulate;
    }

    /// Lets a cold tile meet fewer rows than it has: a branch that was never taken would be compiled into a trap, and
    /// the method anew when it is sprung. The rows that are written here are written again.
    private static void meetFewerRows(int vectors, int fewer, Panel panel, float[] a, int ao, float[] c, int co) {
        int rows = panel.rows;
        int depth = panel.depth;
        panel.depth = panel.accumulate ? 0 : 1;
        panel.rows = fewer;
        runWhole(vectors, panel, a, ao, c, co);
        panel.rows = rows;
        panel.depth = depth;
    }

    private static void runWhole(int vectors, Panel panel, float[] a, int ao, float[] c, int co) {
        if (panel.across) {
            runAcross(vectors, panel, a, ao, c, co);
        } else {
            runAlong(vectors, panel, a, ao, c, co);
        }
    }

    private static void runAlong(int vectors, Panel panel, float[] a, int ao, float[] c, int co) {
        switch (vectors) {
            case 5 -> Along5x5.run(panel, a, ao, c, co);
            case 4 -> Along6x4.run(panel, a, ao, c, co);
            case 3 -> Along8x3.run(panel, a, ao, c, co);
            case 2 -> runPairAlong(panel, a, ao, c, co);
            default -> Along12x1.run(panel, a, ao, c, co);
        }
    }

    private static void runAcross(int vectors, Panel panel, float[] a, int ao, float[] c, int co) {
        switch (vectors) {
            case 5 -> Across5x5.run(panel, a, ao, c, co);
            case 4 -> Across6x4.run(panel, a, ao, c, co);
            case 3 -> Across8x3.run(panel, a, ao, c, co);
            case 2 -> runPairAcross(panel, a, ao, c, co);
            default -> Across12x1.run(panel, a, ao, c, co);
        }
    }

    private static void runPairAlong(Panel panel, float[] a, int ao, float[] c, int co) {
        if (MANY_REGISTERS) {
            Along12x2.run(panel, a, ao, c, co);
        } else {
            Along6x2.run(panel, a, ao, c, co);
        }
    }

    private static void runPairAcross(Panel panel, float[] a, int ao, float[] c, int co) {
        if (MANY_REGISTERS && panel.packed) {
            Packed12x2.run(panel, a, ao, c, co);
        } else if (MANY_REGISTERS) {
            Across12x2.run(panel, a, ao, c, co);
        } else {
            Across6x2.run(panel, a, ao, c, co);
        }
    }
}
