/// Runs, searches, inspections, predictions and labs.
module nunchi.study {
    requires static transitive org.jspecify;
    requires transitive nunchi.exchange;
    requires transitive nunchi.record;

    exports nunchi.clustering;
    exports nunchi.explain;
    exports nunchi.inspect;
    exports nunchi.lab;
    exports nunchi.predict;
    exports nunchi.run;
    exports nunchi.search;
    exports nunchi.step;
}
