package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.backend.MatrixView;
import nunchi.backend.Neighbours;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.step.Ranking.Desk;
import nunchi.cpu.thread.ThreadPool;

/// The nearest points of each query. Scores `|p|² - 2·q·p` of some queries and a block of points are one matrix
/// product; each query keeps somewhat more candidates than asked for, of which [Ranking] chooses.
public final class NeighbourSearch {
    private static final int POINTS = 512;

    private final MatrixView queries;
    private final PackedPoints points;
    private final Ranking ranking;
    private final ThreadPool team;
    private final Member[] members;

    /// @param queries `[m, d]`, row by row
    /// @param points  `[n, d]`, row by row
    /// @param count   in 1 … n
    public NeighbourSearch(MatrixView queries, MatrixView points, int count, Kernels kernels, ThreadPool team) {
        this.queries = queries;
        this.points = new PackedPoints(points, POINTS, kernels);
        this.ranking = new Ranking(queries, this.points, count, false);
        this.team = team;
        this.members = new Member[team.size()];
        Arrays.setAll(
                members,
                member -> new Member(
                        new ScoreTask(this.points, POINTS, kernels, team),
                        new Candidates(ScoreTask.QUERIES, ranking.kept()),
                        ranking.desk()));
    }

    /// What one thread works in.
    private record Member(ScoreTask task, Candidates candidates, Desk desk) {}

    public Neighbours run() {
        points.pack(team);
        team.run(Math.ceilDiv(queries.rows(), ScoreTask.QUERIES), this::search);
        return ranking.result();
    }

    private void search(int task, int member) {
        Member mine = members[member];
        int from = task * ScoreTask.QUERIES;
        int rows = Math.min(ScoreTask.QUERIES, queries.rows() - from);
        mine.candidates.clear();
        mine.task.take(queries, from, rows);
        for (int block = 0; block < points.blocks(); block++) {
            float[] products = mine.task.compute(block, member);
            for (int i = 0; i < rows; i++) {
                mine.candidates.offer(
                        i, points.norms(), points.first(block), points.end(block), products, mine.task.at(i), -1);
            }
        }
        for (int i = 0; i < rows; i++) {
            ranking.settle(from + i, mine.candidates, i, mine.desk);
        }
    }
}
