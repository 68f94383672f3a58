/// Experiments, metrics and training.
module nunchi.train {
    requires tools.jackson.core;
    requires tools.jackson.dataformat.yaml;
    requires transitive nunchi.analysis;
    requires transitive nunchi.data;
    requires transitive tools.jackson.databind;

    exports nunchi.experiment;
    exports nunchi.inference to
            nunchi.study;
    exports nunchi.metric;
    exports nunchi.train;
}
