package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.backend.MatrixView;
import nunchi.backend.Neighbours;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.step.Ranking.Desk;
import nunchi.cpu.thread.ThreadPool;

/// The nearest other rows of each row: as [NeighbourSearch], but every product of two rows is computed once and offered
/// to both.
///
/// Rows are cut into blocks, and pairs of blocks into rounds as a tournament's are (the circle method): no block meets
/// two others at once, so that threads need not wait for each other within a round.
public final class PairSearch {
    private static final int UNIT = 64;
    private static final int MOST_UNITS = 9;
    /// Enough pairs of a round for many threads.
    private static final int BLOCKS = 24;

    private final MatrixView rows;
    private final PackedPoints points;
    private final Ranking ranking;
    private final ThreadPool team;
    private final Candidates[] candidates;
    private final ScoreTask[] tasks;
    private final Desk[] desks;

    /// @param rows  `[n, d]`, row by row
    /// @param count in 1 … n-1
    public PairSearch(MatrixView rows, int count, Kernels kernels, ThreadPool team) {
        int width = UNIT * Math.clamp(rows.rows() / (UNIT * BLOCKS), 1, MOST_UNITS);
        this.rows = rows;
        this.points = new PackedPoints(rows, width, kernels);
        this.ranking = new Ranking(rows, points, count, true);
        this.team = team;
        this.candidates = new Candidates[points.blocks()];
        Arrays.setAll(candidates, block -> new Candidates(points.end(block) - points.first(block), ranking.kept()));
        this.tasks = new ScoreTask[team.size()];
        Arrays.setAll(tasks, member -> new ScoreTask(points, width, kernels, team));
        this.desks = new Desk[team.size()];
        Arrays.setAll(desks, member -> ranking.desk());
    }

    public Neighbours run() {
        points.pack(team);
        team.run(candidates.length, this::meetItself);
        int players = candidates.length + candidates.length % 2;
        for (int round = 0; round < players - 1; round++) {
            int now = round;
            team.run(players / 2, (task, member) -> {
                int one = task == 0 ? players - 1 : (now + task) % (players - 1);
                int other = (now - task + players - 1) % (players - 1);
                if (Math.max(one, other) < candidates.length) {
                    meet(one, other, member);
                }
            });
        }
        team.run(candidates.length, this::settle);
        return ranking.result();
    }

    private void meetItself(int block, int member) {
        ScoreTask task = tasks[member];
        int end = points.end(block);
        for (int from = points.first(block); from < end; from += ScoreTask.QUERIES) {
            int count = Math.min(ScoreTask.QUERIES, end - from);
            task.take(rows, from, count);
            float[] products = task.compute(block, member);
            for (int i = 0; i < count; i++) {
                int place = from - points.first(block) + i;
                candidates[block].offer(
                        place, points.norms(), points.first(block), end, products, task.at(i), from + i);
            }
        }
    }

    private void meet(int one, int other, int member) {
        ScoreTask task = tasks[member];
        int first = points.first(other);
        int end = points.end(other);
        for (int from = points.first(one); from < points.end(one); from += ScoreTask.QUERIES) {
            int count = Math.min(ScoreTask.QUERIES, points.end(one) - from);
            task.take(rows, from, count);
            float[] products = task.compute(other, member);
            for (int i = 0; i < count; i++) {
                candidates[one].offer(
                        from - points.first(one) + i, points.norms(), first, end, products, task.at(i), -1);
                candidates[other].offerToAll(end - first, from + i, points.norms()[from + i], products, task.at(i));
            }
        }
    }

    private void settle(int block, int member) {
        for (int row = points.first(block); row < points.end(block); row++) {
            ranking.settle(row, candidates[block], row - points.first(block), desks[member]);
        }
    }
}
