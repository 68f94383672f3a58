package nunchi.reference;

import nunchi.graph.Node;
import nunchi.graph.op.MatMul;

/// Matrix products.
final class Products {
    private Products() {}

    /// One product for each place of the leading axes.
    static double[] multiply(MatMul op, Node node, double[] a, double[] b) {
        int m = node.shape().extent(-2);
        int n = node.shape().last();
        int k = node.input(0).shape().extent(op.transposeLeft() ? -2 : -1);
        double[] c = new double[node.shape().size()];
        for (int index = 0; index < c.length; index++) {
            int j = index % n;
            int i = index / n % m;
            int left = index / n / m * m * k;
            int right = index / n / m * k * n;
            double sum = 0;
            for (int p = 0; p < k; p++) {
                sum += a[left + (op.transposeLeft() ? p * m + i : i * k + p)]
                        * b[right + (op.transposeRight() ? j * k + p : p * n + j)];
            }
            c[index] = sum;
        }
        return c;
    }
}
