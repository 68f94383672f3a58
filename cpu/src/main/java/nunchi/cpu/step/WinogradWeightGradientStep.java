package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.Team;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.kernel.Lines;
import nunchi.cpu.kernel.Panel;
import nunchi.cpu.kernel.Winograd;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.tensor.Shape;

/// The gradient of a convolution with respect to its weight by [Winograd]'s transforms: `Mₚ = Σ Vₚᵀ·Zₚ` over all tiles for every point p,
/// `[channels, tiles] · [tiles, units]`, and Gᵀ M G at the end.
///
/// The sum over tiles is cut into chunks by size alone; each chunk is one chain per value, and chunks are added in order.
public final class WinogradWeightGradientStep implements Step {
    private static final int MOST_CHUNKS = 16;
    private static final int TILES_PER_CHUNK = 256;
    private static final long MOST_PARTIAL_VALUES = 8L * 1024 * 1024;
    /// Floats of a task's transformed tiles and of its sums.
    private static final int MOST_VALUES = 96 * 1024;
    private static final int MOST_SUMS = 160 * 1024;
    private static final int LEAST_TILES = 24;
    private static final int MOST_TILES = 64;
    private static final int LEAST_CHANNELS = 32;
    private static final int LEAST_UNITS = 64;
    private static final int TASKS_PER_THREAD = 4;

    private final TileGrid grid;
    private final Winograd winograd;
    private final Operands operands;
    private final Kernels kernels;
    private final Team team;
    private final int channels;
    private final int units;
    private final int paddedUnits;
    private final int chunkRows;
    private final int chunks;
    private final int rowsAtOnce;
    private final int channelBlock;
    private final int unitBlock;
    private final int valuesStep;
    private final int gradientsStep;
    private final int values;
    private final int gradients;
    private final int[] tileStep;
    private final Member[] members;
    private final Team.Work summing = this::sum;
    private final Team.Work finishing = this::finish;

    /// @param steps   ȳ, `[batch, steps down, steps across, units]`
    /// @param result  of the weight's shape
    /// @param partial the chunks' sums, `[chunks, points, channels, padded units]`
    public record Operands(Buffer images, Buffer steps, Buffer result, Buffer partial) {}

    /// What each thread has of its own.
    private record Member(TileTransform images, TileTransform steps, Lines lines, Panel panel) {}

    public WinogradWeightGradientStep(Walk walk, Operands operands, Kernels kernels, Team team) {
        this.grid = TileGrid.of(walk);
        this.winograd = kernels.winograd(walk.rows().kernel());
        this.operands = operands;
        this.kernels = kernels;
        this.team = team;
        this.channels = walk.images().last();
        this.units = walk.units();
        this.paddedUnits = Alignment.roundUp(units);
        this.chunkRows = chunkRows(grid);
        this.chunks = parts(grid.rows(), chunkRows);
        int tasks = parts(TASKS_PER_THREAD * team.size(), chunks);
        int blocks = Math.max(parts(grid.products() * channels * Math.min(paddedUnits, 2 * LEAST_UNITS), MOST_SUMS), team.size() == 1 ? 1 : tasks);
        this.channelBlock = Math.min(Alignment.roundUp(channels), Math.max(LEAST_CHANNELS, Alignment.roundUp(parts(channels, blocks))));
        int unitBlocks = parts(tasks, parts(channels, channelBlock));
        this.unitBlock = Math.min(paddedUnits, Math.clamp(Alignment.roundUp(parts(paddedUnits, unitBlocks)), LEAST_UNITS, 2 * LEAST_UNITS));
        int room = MOST_VALUES / (grid.products() * Math.max(channelBlock, unitBlock));
        this.rowsAtOnce = Math.min(chunkRows, Math.max(1, Math.clamp(room, LEAST_TILES, MOST_TILES) / grid.across()));
        int tiles = rowsAtOnce * grid.across();
        this.valuesStep = tiles * channelBlock + Alignment.LINE;
        this.gradientsStep = tiles * unitBlock + Alignment.LINE;
        this.tileStep = Left.ramp(tiles, channelBlock);
        this.members = new Member[team.size()];
        TileTransform.Line images = winograd::images;
        TileTransform.Line steps = winograd::steps;
        Arrays.setAll(members, member -> new Member(
                new TileTransform(images, grid.points(), grid.points(), walk.images()),
                new TileTransform(steps, Winograd.TILE, grid.points(), stepsShape(walk)), new Lines(), new Panel()));
        int scratch = Math.max(members[0].images().workspace(channelBlock), members[0].steps().workspace(unitBlock));
        int finish = grid.products() * paddedUnits + grid.points() * grid.points() * paddedUnits;
        this.values = Alignment.FIRST + Alignment.roundUp(scratch);
        this.gradients = values + Alignment.roundUp(grid.products() * valuesStep);
        team.workspace().reserve(Math.max(gradients + grid.products() * gradientsStep, Alignment.FIRST + finish));
    }

    private static Shape stepsShape(Walk walk) {
        return Shape.of(walk.batch(), walk.rows().steps(), walk.columns().steps(), walk.units());
    }

    private static int parts(int whole, int part) {
        return (whole + part - 1) / part;
    }

    private static int chunkRows(TileGrid grid) {
        int sums = grid.products() * grid.walk().images().last() * Alignment.roundUp(grid.walk().units());
        long most = Math.clamp(MOST_PARTIAL_VALUES / sums, 1, MOST_CHUNKS);
        int wanted = (int) Math.min(most, parts(grid.tiles(), TILES_PER_CHUNK));
        return parts(grid.rows(), wanted);
    }

    /// The floats of the chunks' sums.
    public static int partialSize(Walk walk) {
        TileGrid grid = TileGrid.of(walk);
        return parts(grid.rows(), chunkRows(grid)) * grid.products() * walk.images().last() * Alignment.roundUp(walk.units());
    }

    private int channelBlocks() {
        return parts(channels, channelBlock);
    }

    private int unitBlocks() {
        return parts(paddedUnits, unitBlock);
    }

    @Override
    public void run(long step) {
        team.run(chunks * channelBlocks() * unitBlocks(), summing);
        team.run(channels, finishing);
    }

    private void sum(int task, int member) {
        int chunk = task / (channelBlocks() * unitBlocks());
        int channel = task % channelBlocks() * channelBlock;
        int unit = task / channelBlocks() % unitBlocks() * unitBlock;
        int end = Math.min((chunk + 1) * chunkRows, grid.rows());
        for (int row = chunk * chunkRows; row < end; row += rowsAtOnce) {
            int rows = Math.min(rowsAtOnce, end - row);
            transform(row, rows, channel, unit, member);
            Panel panel = members[member].panel();
            panel.accumulate = row > chunk * chunkRows;
            panel.depth = rows * grid.across();
            multiply(panel, chunk, channel, unit, member);
        }
    }

    private void transform(int row, int rows, int channel, int unit, int member) {
        Walk walk = grid.walk();
        float[] memory = team.workspace().of(member);
        TileTransform images = members[member].images();
        TileTransform steps = members[member].steps();
        images.begin(channel, Math.min(channelBlock, channels - channel), memory, Alignment.FIRST, valuesStep);
        steps.begin(unit, Math.min(unitBlock, units - unit), memory, Alignment.FIRST, gradientsStep);
        int tile = 0;
        for (int i = row; i < row + rows; i++) {
            int top = grid.firstStep(i);
            for (int j = 0; j < grid.across() * Winograd.TILE; j += Winograd.TILE) {
                images.transform(operands.images(), grid.image(i), top - walk.rows().before(), j - walk.columns().before(), values + tile * channelBlock);
                steps.transform(operands.steps(), grid.image(i), top, j, gradients + tile * unitBlock);
                tile++;
            }
        }
    }

    private void multiply(Panel panel, int chunk, int channel, int unit, int member) {
        float[] memory = team.workspace().of(member);
        int rows = Math.min(channelBlock, channels - channel);
        int width = Math.min(unitBlock, paddedUnits - unit);
        panel.aStep = tileStep;
        panel.first = 0;
        panel.b = memory;
        panel.bStep = unitBlock;
        panel.cRow = paddedUnits;
        for (int point = 0; point < grid.products(); point++) {
            int to = operands.partial().offset() + ((chunk * grid.products() + point) * channels + channel) * paddedUnits + unit;
            for (int u = 0; u < width; ) {
                int vectors = kernels.tiles().width(parts(width - u, kernels.tiles().lanes()));
                panel.bo = gradients + point * gradientsStep + u;
                multiply(panel, rows, vectors, values + point * valuesStep, to + u, memory);
                u += vectors * kernels.tiles().lanes();
            }
        }
    }

    /// One strip of units of one point.
    private void multiply(Panel panel, int rows, int vectors, int from, int to, float[] memory) {
        int tileRows = kernels.tiles().rows(vectors);
        float[] sums = operands.partial().array();
        for (int c = 0; c < rows; c += tileRows) {
            panel.rows = Math.min(tileRows, rows - c);
            for (int i = 0; i < Panel.MOST_ROWS; i++) {
                panel.aRow[i] = Math.min(i, panel.rows - 1);
            }
            kernels.tiles().run(vectors, panel, memory, from + c, sums, to + c * paddedUnits);
        }
    }

    /// Adds the chunks of one channel and transforms the sum.
    private void finish(int channel, int member) {
        float[] memory = team.workspace().of(member);
        float[] partial = operands.partial().array();
        int at = Alignment.FIRST;
        for (int point = 0; point < grid.products(); point++) {
            int from = operands.partial().offset() + (point * channels + channel) * paddedUnits;
            System.arraycopy(partial, from, memory, at + point * paddedUnits, paddedUnits);
            for (int chunk = 1; chunk < chunks; chunk++) {
                int more = from + chunk * grid.products() * channels * paddedUnits;
                kernels.arithmetic().add(memory, at + point * paddedUnits, memory, at + point * paddedUnits, partial, more, paddedUnits);
            }
        }
        transformBack(channel, members[member].lines(), memory);
    }

    private void transformBack(int channel, Lines lines, float[] memory) {
        int n = grid.points();
        int kernel = grid.walk().rows().kernel();
        int sums = Alignment.FIRST;
        int middle = sums + grid.products() * paddedUnits;
        lines.x(n * paddedUnits, paddedUnits);
        lines.y(n * paddedUnits, paddedUnits);
        lines.count(n, paddedUnits);
        winograd.weightGradient(lines, memory, sums, memory, middle);
        lines.x(paddedUnits, n * paddedUnits);
        lines.y(paddedUnits, kernel * paddedUnits);
        lines.count(kernel, paddedUnits);
        winograd.weightGradient(lines, memory, middle, memory, sums);
        Buffer result = operands.result();
        for (int point = 0; point < kernel * kernel; point++) {
            System.arraycopy(memory, sums + point * paddedUnits, result.array(), result.offset() + (point * channels + channel) * units, units);
        }
    }
}
