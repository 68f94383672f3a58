/// Statistics, maps, clusters and saliency: usable alone.
module nunchi.analysis {
    requires static transitive org.jspecify;
    requires transitive nunchi.core;

    exports nunchi.cluster;
    exports nunchi.embed;
    exports nunchi.saliency;
    exports nunchi.statistics;
}
