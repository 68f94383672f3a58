/// Experiments, metrics and training.
module nunchi.train {
    requires static transitive org.jspecify;
    requires tools.jackson.dataformat.yaml;
    requires transitive nunchi.analysis;
    requires transitive nunchi.data;

    exports nunchi.experiment;
    exports nunchi.metric;
    exports nunchi.train;

    uses nunchi.train.ResultView;

    provides nunchi.codec.CatalogueProvider with
            nunchi.experiment.ExperimentCatalogue;
}
