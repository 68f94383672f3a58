package nunchi.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How many examples of a class were taken for another.
record Confused(int truth, int prediction, long count) {
    /// The kinds of mistakes that were made, the most frequent first.
    static List<Confused> of(List<List<Integer>> confusion) {
        List<Confused> found = new ArrayList<>();
        for (int row = 0; row < confusion.size(); row++) {
            for (int column = 0; column < confusion.get(row).size(); column++) {
                long count = confusion.get(row).get(column);
                if (row != column && count > 0) {
                    found.add(new Confused(row, column, count));
                }
            }
        }
        found.sort(Comparator.comparingLong(each -> -each.count));
        return found;
    }
}
