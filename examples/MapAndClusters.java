import module nunchi.workbench;

/// Maps handwritten digits to the plane by t-SNE, and looks for groups among the digits and on the map.
final class MapAndClusters {
    private MapAndClusters() {}

    public static void main(String[] arguments) {
        Rows digits = Rows.read(new Rows.Request("digits", null, null, 600), DataCatalogue.standard());
        int[] classes = digits.labels().numbers();
        // @start region="maps"
        try (Backend backend = Backends.fastest(2)) {
            Numerics numerics = backend.numerics();
            TsneMap map = new Tsne(20, 500).embed(digits.values(), numerics);
            MatrixView places = MatrixView.of(map.places(), classes.length, 2);
            System.out.printf("KL %.3f, %s%n", map.divergence(), map.verdict());
            System.out.printf("1-NN accuracy: %.3f%n", MapQuality.nearestLabel(places, classes, numerics));
            int[] means = new KMeans(10).fit(digits.values(), numerics).labels();
            System.out.printf(
                    "k-means among the digits: ARI %.3f%n",
                    Agreement.of(means, classes).adjustedRand());
            double epsilon = KDistances.of(places, 5, numerics).knee();
            DbscanClusters dense = new Dbscan(epsilon, 5).fit(places, numerics);
            System.out.printf(
                    "DBSCAN on the map: %d clusters, ARI %.3f%n",
                    dense.clusters(), Agreement.of(dense.labels(), classes).adjustedRand());
        }
        // @end
    }
}
