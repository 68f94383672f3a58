package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.kernel.Lines;
import nunchi.cpu.kernel.Panel;
import nunchi.cpu.kernel.Winograd;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.ThreadPool;
import org.jspecify.annotations.Nullable;

/// A convolution by [Winograd]'s transforms, and where a cluster follows on it, that too. A task takes some rows of
/// tiles through transform, products and back while they stay in the second-level cache: `Mₚ = Vₚ·Uₚ` for every point
/// p, `[tiles, channels] · [channels, units]`.
///
/// Every value of a product is one chain of fused multiply-adds over the channels; how tiles are grouped changes no
/// bit.
public final class WinogradStep implements Step {
    private static final int MOST_CHANNELS = 32;

    private final TileGrid grid;
    private final Winograd winograd;
    private final Buffer images;
    private final Buffer weight;
    private final Panels layout;
    private final ProductGoal goal;
    private final ThreadPool team;
    private final int rowsPerTask;
    private final int pointStep;
    private final int[] channelStep;
    private final Member[] members;
    private final Places places;
    private final ThreadPool.Work work = this::task;
    private long step;

    /// What each thread has of its own.
    private record Member(TileTransform transform, Lines lines, Panel panel) {}

    /// Where in a thread's workspace things lie.
    private record Places(int scratch, int values, int result, int row, int end) {}

    /// @param weight transformed, as `plan` says
    public WinogradStep(WinogradPlan plan, Buffer images, Buffer weight, ProductGoal goal, Kernels kernels) {
        ConvolutionShape shape = plan.grid().shape();
        this.grid = plan.grid();
        this.winograd = kernels.winograd(shape.rows().kernel());
        this.images = images;
        this.weight = weight;
        this.layout = plan.layout();
        this.goal = goal;
        this.team = goal.team();
        this.rowsPerTask = plan.rowsPerTask();
        this.pointStep = plan.pointStep();
        this.channelStep = Left.ramp(layout.depth(), 1);
        this.members = new Member[team.size()];
        TileTransform.Passes passes =
                new TileTransform.Passes(winograd::images, grid.points(), winograd::images, grid.points());
        Arrays.setAll(
                members,
                member -> new Member(
                        new TileTransform(passes, grid.tiles(), shape.channels()), new Lines(), new Panel()));
        this.places = places();
        team.workspace().reserve(places.end() + goal.workspace());
    }

    private Places places() {
        ConvolutionShape shape = grid.shape();
        int scratch = Math.max(
                members[0].transform().workspace(layout.depth()),
                grid.points() * grid.across() * Winograd.TILE * MOST_CHANNELS);
        int values = Alignment.FIRST + Alignment.roundUp(scratch);
        int result = values + (grid.products() + 1) * pointStep;
        int row = result + rowsPerTask * grid.across() * Winograd.TILE * Winograd.TILE * layout.block();
        return new Places(
                Alignment.FIRST,
                values,
                result,
                row,
                row + Alignment.roundUp(shape.columns().output() * shape.units()));
    }

    @Override
    public void run(long now) {
        step = now;
        team.run((grid.rows() + rowsPerTask - 1) / rowsPerTask * layout.blocks(), work);
    }

    private void task(int task, int member) {
        int block = task % layout.blocks();
        int row = task / layout.blocks() * rowsPerTask;
        int rows = Math.min(rowsPerTask, grid.rows() - row);
        float[] memory = team.workspace().of(member);
        transform(row, rows, members[member].transform(), memory);
        multiply(rows * grid.across(), block, members[member].panel(), memory);
        transformBack(rows, block, members[member].lines(), memory);
        Cursor cursor = goal.begin(member, step, places.end());
        for (int i = 0; i < rows; i++) {
            take(
                    cursor,
                    row + i,
                    block,
                    places.result() + i * grid.across() * Winograd.TILE * Winograd.TILE * layout.blockUnits(block),
                    memory);
        }
    }

    /// Vₚ, one place after that of Mₚ: a product may then take the place of the factor before.
    private void transform(int row, int rows, TileTransform transform, float[] memory) {
        int channels = Alignment.roundUp(layout.depth());
        transform.begin(0, layout.depth(), memory, places.scratch());
        transform.place(pointStep, channels);
        for (int i = 0; i < rows; i++) {
            transform.transform(
                    images,
                    grid.image(row + i),
                    grid.row(row + i),
                    places.values() + pointStep + i * grid.across() * channels);
        }
    }

    private void multiply(int tiles, int block, Panel panel, float[] memory) {
        panel.aStep = channelStep;
        panel.across = false;
        panel.first = 0;
        panel.b = weight.array();
        panel.depth = layout.depth();
        panel.accumulate = false;
        panel.cRow = layout.blockUnits(block);
        for (int point = 0; point < grid.products(); point++) {
            for (int unit = 0; unit < panel.cRow; unit += panel.bStep) {
                int vectors = layout.stripVectors(block, unit);
                panel.bStep = vectors * layout.tiles().lanes();
                panel.bo = weight.offset() + layout.strip(block, unit) + point * layout.depth() * panel.bStep;
                multiply(tiles, point, unit, panel, memory);
            }
        }
    }

    /// One strip of units of one point.
    private void multiply(int tiles, int point, int unit, Panel panel, float[] memory) {
        int to = places.values() + point * pointStep + unit;
        int from = places.values() + (point + 1) * pointStep;
        int channels = Alignment.roundUp(layout.depth());
        int vectors = panel.bStep / layout.tiles().lanes();
        int tileRows = layout.tiles().rows(vectors);
        panel.rows = 0;
        for (int t = 0; t < tiles; t += tileRows) {
            takeRows(Math.min(tileRows, tiles - t), channels, panel);
            layout.tiles().run(vectors, panel, memory, from + t * channels, memory, to + t * panel.cRow);
        }
    }

    private static void takeRows(int rows, int channels, Panel panel) {
        if (panel.rows == rows) {
            return;
        }
        panel.rows = rows;
        for (int i = 0; i < Panel.MOST_ROWS; i++) {
            panel.aRow[i] = Math.min(i, rows - 1) * channels;
        }
    }

    /// Each row of tiles becomes four rows of outputs, `[4, across · 4, units]`.
    private void transformBack(int rows, int block, Lines lines, float[] memory) {
        int units = layout.blockUnits(block);
        for (int row = 0; row < rows; row++) {
            int tiles = row * grid.across();
            for (int unit = 0; unit < units; unit += MOST_CHANNELS) {
                int count = Math.min(MOST_CHANNELS, units - unit);
                transformColumnsBack(places.values() + tiles * units + unit, units, count, lines, memory);
                transformRowsBack(
                        places.result() + tiles * Winograd.TILE * Winograd.TILE * units + unit,
                        units,
                        count,
                        lines,
                        memory);
            }
        }
    }

    /// `[4, points, across, count]`
    private void transformColumnsBack(int from, int units, int count, Lines lines, float[] memory) {
        int n = grid.points();
        int length = grid.across() * count;
        lines.x(n * pointStep, units);
        lines.y(n * length, count);
        if (count == units) {
            lines.count(1, length);
        } else {
            lines.count(grid.across(), count);
        }
        for (int column = 0; column < n; column++) {
            winograd.result(lines, memory, from + column * pointStep, memory, places.scratch() + column * length);
        }
    }

    private void transformRowsBack(int to, int units, int count, Lines lines, float[] memory) {
        int length = grid.across() * count;
        lines.x(length, count);
        lines.y(units, Winograd.TILE * units);
        lines.count(grid.across(), count);
        for (int row = 0; row < Winograd.TILE; row++) {
            winograd.result(
                    lines,
                    memory,
                    places.scratch() + row * grid.points() * length,
                    memory,
                    to + row * grid.across() * Winograd.TILE * units);
        }
    }

    /// Hands a row of tiles on, without what sticks out of the image.
    private void take(@Nullable Cursor cursor, int row, int block, int from, float[] memory) {
        ConvolutionShape shape = grid.shape();
        int padded = layout.blockUnits(block);
        int across = shape.columns().output();
        int width = grid.across() * Winograd.TILE * padded;
        int height = grid.height(row);
        int first = (grid.image(row) * shape.rows().output() + grid.firstOutput(row)) * across * shape.units()
                + block * layout.block();
        int units = units(block);
        if (units == shape.units() && padded == units && grid.across() * Winograd.TILE == across) {
            goal.take(cursor, first, height * across * units, memory, from);
            return;
        }
        for (int i = 0; i < height; i++) {
            takeRow(cursor, first + i * across * shape.units(), block, memory, from + i * width);
        }
    }

    /// The units of a block without those that only fill vectors.
    private int units(int block) {
        return Math.min(layout.blockUnits(block), layout.units() - block * layout.block());
    }

    private void takeRow(@Nullable Cursor cursor, int first, int block, float[] memory, int from) {
        ConvolutionShape shape = grid.shape();
        int padded = layout.blockUnits(block);
        int units = units(block);
        int across = shape.columns().output();
        if (units == shape.units() && padded == units) {
            goal.take(cursor, first, across * units, memory, from);
        } else if (units == shape.units()) {
            for (int column = 0; column < across; column++) {
                System.arraycopy(memory, from + column * padded, memory, places.row() + column * units, units);
            }
            goal.take(cursor, first, across * units, memory, places.row());
        } else {
            for (int column = 0; column < across; column++) {
                goal.take(cursor, first + column * shape.units(), units, memory, from + column * padded);
            }
        }
    }
}
