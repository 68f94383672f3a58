package nunchi.cluster;

import java.util.Arrays;

/// Sets that grow together; the least member stands for each.
final class Forest {
    private final int[] parents;

    Forest(int size) {
        parents = new int[size];
        Arrays.setAll(parents, i -> i);
    }

    int find(int member) {
        int root = member;
        while (parents[root] != root) {
            root = parents[root];
        }
        int at = member;
        while (parents[at] != root) {
            int next = parents[at];
            parents[at] = root;
            at = next;
        }
        return root;
    }

    void union(int first, int second) {
        int a = find(first);
        int b = find(second);
        parents[Math.max(a, b)] = Math.min(a, b);
    }
}
