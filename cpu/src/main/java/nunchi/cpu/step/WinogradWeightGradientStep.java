package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.kernel.Lines;
import nunchi.cpu.kernel.Panel;
import nunchi.cpu.kernel.Winograd;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.ThreadPool;
import nunchi.graph.op.Window;

/// The gradient of a convolution with respect to its weight by [Winograd]'s transforms: `Mₚ = Σ Vₚᵀ·Zₚ` over all tiles
/// for every point p, `[channels, tiles] · [tiles, units]`, and Gᵀ M G at the end.
///
/// A task does the points by pairs of their rows, one pair after the other, so that sums and transformed tiles of a
/// pair stay in the second-level cache. The sum over tiles is cut into chunks by size alone; each chunk is one chain
/// per value, and chunks are added in order.
public final class WinogradWeightGradientStep implements Step {
    private static final int ADDED = 4096;

    private final TileGrid grid;
    private final Winograd winograd;
    private final Operands operands;
    private final Kernels kernels;
    private final ThreadPool team;
    private final int channels;
    private final int units;
    private final WinogradChunks cut;
    private final int valuesStep;
    private final int gradientsStep;
    private final int[] tileStep;
    private final Member[] members;
    private final Places places;
    private final ThreadPool.Work summing = this::sum;
    private final ThreadPool.Work adding = this::add;

    /// @param outputs ȳ, `[batch, output height, output width, units]`
    /// @param result  of the weight's shape
    /// @param partial the chunks' results, `[chunks, weight]`; the result itself where there is one chunk
    public record Operands(Buffer images, Buffer outputs, Buffer result, Buffer partial) {}

    /// What each thread has of its own: transforms for every pair of rows of points.
    private record Member(TileTransform[] images, TileTransform[] outputs, Lines lines, Panel panel) {}

    /// Where in a thread's workspace things lie: transformed tiles of the images and of the gradients, the sums of a
    /// pair, and the sums of all pairs with their columns transformed.
    private record Places(int scratch, int values, int gradients, int sums, int rows, int end) {}

    public WinogradWeightGradientStep(ConvolutionShape shape, Operands operands, Kernels kernels, ThreadPool team) {
        this.grid = TileGrid.of(shape);
        this.winograd = kernels.winograd(shape.rows().kernel());
        this.operands = operands;
        this.kernels = kernels;
        this.team = team;
        this.channels = shape.channels();
        this.units = shape.units();
        this.cut = WinogradChunks.of(shape, team.size());
        this.valuesStep = cut.tilesAtOnce() * cut.channelBlock() + Alignment.LINE;
        this.gradientsStep = cut.tilesAtOnce() * cut.unitBlock() + Alignment.LINE;
        this.tileStep = Left.ramp(cut.tilesAtOnce(), cut.channelBlock());
        this.members = new Member[team.size()];
        Arrays.setAll(members, _ -> member());
        this.places = places();
        team.workspace().reserve(places.end());
    }

    private Member member() {
        TileTransform[] images = new TileTransform[winograd.pairs()];
        TileTransform[] outputs = new TileTransform[winograd.pairs()];
        Arrays.setAll(
                images,
                pair -> transform(
                        (t, x, xo, y, yo) -> winograd.imagesPair(pair, t, x, xo, y, yo),
                        winograd::images,
                        grid.tiles(),
                        channels));
        Arrays.setAll(
                outputs,
                pair -> transform(
                        (t, x, xo, y, yo) -> winograd.stepsPair(pair, t, x, xo, y, yo),
                        winograd::steps,
                        grid.ofOutputs(),
                        units));
        return new Member(images, outputs, new Lines(), new Panel());
    }

    private TileTransform transform(TileTransform.Line columns, TileTransform.Line rows, Window tiles, int depth) {
        return new TileTransform(new TileTransform.Passes(columns, 2, rows, grid.points()), tiles, depth);
    }

    private Places places() {
        int block = cut.channelBlock() * cut.unitBlock();
        int scratch = Math.max(
                members[0].images()[0].workspace(cut.channelBlock()),
                members[0].outputs()[0].workspace(cut.unitBlock()));
        int values = Alignment.FIRST + Alignment.roundUp(scratch);
        int gradients = values + 2 * grid.points() * valuesStep;
        int sums = gradients + 2 * grid.points() * gradientsStep;
        int rows = sums + Math.max(2 * grid.points(), grid.shape().window().taps()) * block;
        return new Places(
                Alignment.FIRST,
                values,
                gradients,
                sums,
                rows,
                rows + grid.points() * grid.shape().rows().kernel() * block);
    }

    /// The number of chunks that the sum over tiles is cut into.
    public static int chunks(ConvolutionShape shape) {
        return WinogradChunks.of(shape, 1).chunks();
    }

    @Override
    public void run(long step) {
        team.run(cut.tasks(), summing);
        if (cut.chunks() > 1) {
            team.run((operands.result().size() + ADDED - 1) / ADDED, adding);
        }
    }

    private void sum(int task, int member) {
        int chunk = task / (cut.channelBlocks() * cut.unitBlocks());
        int channel = task % cut.channelBlocks() * cut.channelBlock();
        int unit = task / cut.channelBlocks() % cut.unitBlocks() * cut.unitBlock();
        int end = Math.min((chunk + 1) * cut.chunkRows(), grid.rows());
        Panel panel = members[member].panel();
        for (int pair = 0; pair < winograd.pairs(); pair++) {
            begin(members[member].images()[pair], members[member].outputs()[pair], channel, unit, member);
            for (int row = chunk * cut.chunkRows(); row < end; row += cut.rowsAtOnce()) {
                int rows = Math.min(cut.rowsAtOnce(), end - row);
                transform(
                        row,
                        rows,
                        members[member].images()[pair],
                        members[member].outputs()[pair]);
                panel.accumulate = row > chunk * cut.chunkRows();
                panel.depth = rows * grid.across();
                multiply(
                        panel,
                        Math.min(cut.channelBlock(), channels - channel),
                        team.workspace().of(member));
            }
            transformColumns(pair, members[member].lines(), team.workspace().of(member));
        }
        finish(chunk, channel, unit, member);
    }

    private void begin(TileTransform images, TileTransform outputs, int channel, int unit, int member) {
        float[] memory = team.workspace().of(member);
        images.begin(channel, Math.min(cut.channelBlock(), channels - channel), memory, places.scratch());
        images.place(valuesStep, cut.channelBlock());
        outputs.begin(unit, Math.min(cut.unitBlock(), units - unit), memory, places.scratch());
        outputs.place(gradientsStep, cut.unitBlock());
    }

    private void transform(int row, int rows, TileTransform images, TileTransform outputs) {
        for (int i = 0; i < rows; i++) {
            int image = grid.image(row + i);
            int tile = i * grid.across();
            images.transform(operands.images(), image, grid.row(row + i), places.values() + tile * cut.channelBlock());
            outputs.transform(
                    operands.outputs(), image, grid.row(row + i), places.gradients() + tile * cut.unitBlock());
        }
    }

    /// Adds the products of the transformed tiles to the sums, `[points of the pair, channels, units]`.
    private void multiply(Panel panel, int rows, float[] memory) {
        int width = cut.unitBlock();
        panel.aStep = tileStep;
        panel.across = true;
        panel.first = 0;
        panel.b = memory;
        panel.bStep = width;
        panel.cRow = width;
        for (int point = 0; point < 2 * grid.points(); point++) {
            int sums = places.sums() + point * cut.channelBlock() * width;
            for (int u = 0; u < width; ) {
                int vectors =
                        kernels.tiles().width((width - u) / kernels.tiles().lanes());
                panel.bo = places.gradients() + point * gradientsStep + u;
                multiply(panel, rows, vectors, places.values() + point * valuesStep, sums + u);
                u += vectors * kernels.tiles().lanes();
            }
        }
    }

    /// One strip of units of one point.
    private void multiply(Panel panel, int rows, int vectors, int from, int to) {
        int tileRows = kernels.tiles().rows(vectors);
        for (int c = 0; c < rows; c += tileRows) {
            panel.rows = Math.min(tileRows, rows - c);
            for (int i = 0; i < Panel.MOST_ROWS; i++) {
                panel.aRow[i] = Math.min(i, panel.rows - 1);
            }
            kernels.tiles().run(vectors, panel, panel.b, from + c, panel.b, to + c * panel.cRow);
        }
    }

    /// M G of the pair's two rows of points.
    private void transformColumns(int pair, Lines lines, float[] memory) {
        int block = cut.channelBlock() * cut.unitBlock();
        int kernel = grid.shape().rows().kernel();
        lines.x(block, cut.unitBlock());
        lines.y(block, cut.unitBlock());
        lines.count(cut.channelBlock(), cut.unitBlock());
        for (int i = 0; i < 2; i++) {
            int row = pair == 0 ? i * (grid.points() - 1) : 2 * pair - 1 + i;
            int from = places.sums() + i * grid.points() * block;
            winograd.weightGradient(lines, memory, from, memory, places.rows() + row * kernel * block);
        }
    }

    /// Gᵀ of that, into the chunk's result.
    private void finish(int chunk, int channel, int unit, int member) {
        float[] memory = team.workspace().of(member);
        Lines lines = members[member].lines();
        int kernel = grid.shape().rows().kernel();
        int block = cut.channelBlock() * cut.unitBlock();
        lines.x(kernel * block, cut.unitBlock());
        lines.y(kernel * block, cut.unitBlock());
        lines.count(cut.channelBlock(), cut.unitBlock());
        for (int column = 0; column < kernel; column++) {
            winograd.weightGradient(
                    lines, memory, places.rows() + column * block, memory, places.sums() + column * block);
        }
        Buffer partial = operands.partial();
        int width = Math.min(cut.unitBlock(), units - unit);
        for (int point = 0; point < kernel * kernel; point++) {
            for (int c = 0; c < Math.min(cut.channelBlock(), channels - channel); c++) {
                int to = partial.offset()
                        + chunk * operands.result().size()
                        + (point * channels + channel + c) * units
                        + unit;
                System.arraycopy(
                        memory, places.sums() + point * block + c * cut.unitBlock(), partial.array(), to, width);
            }
        }
    }

    private void add(int task, int member) {
        Buffer result = operands.result();
        Buffer partial = operands.partial();
        int from = task * ADDED;
        int n = Math.min(ADDED, result.size() - from);
        int to = result.offset() + from;
        System.arraycopy(partial.array(), partial.offset() + from, result.array(), to, n);
        for (int chunk = 1; chunk < cut.chunks(); chunk++) {
            kernels.arithmetic()
                    .add(
                            result.array(),
                            to,
                            result.array(),
                            to,
                            partial.array(),
                            partial.offset() + chunk * result.size() + from,
                            n);
        }
    }
}
