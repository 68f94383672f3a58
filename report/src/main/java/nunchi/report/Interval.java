package nunchi.report;

/// The 95 % interval for a fraction of which `hits` of `trials` were seen.
/// Wilson: *Probable inference, the law of succession, and statistical inference*, JASA 1927.
record Interval(double low, double high) {
    private static final double NORMAL_QUANTILE = 1.959964;

    static Interval of(long hits, long trials) {
        double share = (double) hits / trials;
        double square = NORMAL_QUANTILE * NORMAL_QUANTILE;
        double scale = 1 + square / trials;
        double centre = (share + square / (2 * trials)) / scale;
        double half =
                NORMAL_QUANTILE / scale * Math.sqrt(share * (1 - share) / trials + square / (4.0 * trials * trials));
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }
}
