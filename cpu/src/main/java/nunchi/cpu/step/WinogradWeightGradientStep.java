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
    private final TileGrid grid;
    private final Winograd winograd;
    private final Operands operands;
    private final Kernels kernels;
    private final Team team;
    private final int channels;
    private final int units;
    private final int paddedUnits;
    private final WinogradChunks cut;
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
        this.cut = WinogradChunks.of(walk, team.size());
        this.valuesStep = cut.tilesAtOnce() * cut.channelBlock() + Alignment.LINE;
        this.gradientsStep = cut.tilesAtOnce() * cut.unitBlock() + Alignment.LINE;
        this.tileStep = Left.ramp(cut.tilesAtOnce(), cut.channelBlock());
        this.members = new Member[team.size()];
        Arrays.setAll(members, member -> member(walk));
        int scratch = Math.max(members[0].images().workspace(cut.channelBlock()), members[0].steps().workspace(cut.unitBlock()));
        this.values = Alignment.FIRST + Alignment.roundUp(scratch);
        this.gradients = values + Alignment.roundUp(grid.products() * valuesStep);
        int finish = 2 * grid.products() * paddedUnits;
        team.workspace().reserve(Math.max(gradients + grid.products() * gradientsStep, finish));
    }

    private Member member(Walk walk) {
        Shape steps = Shape.of(walk.batch(), walk.rows().steps(), walk.columns().steps(), walk.units());
        return new Member(
                new TileTransform(winograd::images, grid.points(), grid.points(), walk.images()),
                new TileTransform(winograd::steps, Winograd.TILE, grid.points(), steps), new Lines(), new Panel());
    }

    private static int parts(int whole, int part) {
        return (whole + part - 1) / part;
    }

    /// The floats of the chunks' sums.
    public static int partialSize(Walk walk) {
        return WinogradChunks.of(walk, 1).size();
    }

    @Override
    public void run(long step) {
        team.run(cut.tasks(), summing);
        team.run(channels, finishing);
    }

    private void sum(int task, int member) {
        int chunk = task / (cut.channelBlocks() * cut.unitBlocks());
        int channel = task % cut.channelBlocks() * cut.channelBlock();
        int unit = task / cut.channelBlocks() % cut.unitBlocks() * cut.unitBlock();
        int end = Math.min((chunk + 1) * cut.chunkRows(), grid.rows());
        for (int row = chunk * cut.chunkRows(); row < end; row += cut.rowsAtOnce()) {
            int rows = Math.min(cut.rowsAtOnce(), end - row);
            transform(row, rows, channel, unit, member);
            Panel panel = members[member].panel();
            panel.accumulate = row > chunk * cut.chunkRows();
            panel.depth = rows * grid.across();
            multiply(panel, chunk, channel, unit, member);
        }
    }

    private void transform(int row, int rows, int channel, int unit, int member) {
        Walk walk = grid.walk();
        float[] memory = team.workspace().of(member);
        TileTransform images = members[member].images();
        TileTransform steps = members[member].steps();
        images.begin(channel, Math.min(cut.channelBlock(), channels - channel), memory, Alignment.FIRST, valuesStep);
        steps.begin(unit, Math.min(cut.unitBlock(), units - unit), memory, Alignment.FIRST, gradientsStep);
        int tile = 0;
        for (int i = row; i < row + rows; i++) {
            int top = grid.firstStep(i);
            for (int j = 0; j < grid.across() * Winograd.TILE; j += Winograd.TILE) {
                images.transform(operands.images(), grid.image(i), top - walk.rows().before(), j - walk.columns().before(), values + tile * cut.channelBlock());
                steps.transform(operands.steps(), grid.image(i), top, j, gradients + tile * cut.unitBlock());
                tile++;
            }
        }
    }

    private void multiply(Panel panel, int chunk, int channel, int unit, int member) {
        float[] memory = team.workspace().of(member);
        int rows = Math.min(cut.channelBlock(), channels - channel);
        int width = Math.min(cut.unitBlock(), paddedUnits - unit);
        panel.aStep = tileStep;
        panel.first = 0;
        panel.b = memory;
        panel.bStep = cut.unitBlock();
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
            for (int chunk = 1; chunk < cut.chunks(); chunk++) {
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
