/// What a trained model needs, and the codec of every file.
module nunchi.model {
    requires static transitive org.jspecify;
    requires tools.jackson.core;
    requires transitive nunchi.core;
    // Files that people write; a program that only predicts reads none of them.
    requires static tools.jackson.dataformat.yaml;

    exports nunchi.codec;
    exports nunchi.inference to
            nunchi.study,
            nunchi.train;
    exports nunchi.model;
    exports nunchi.prediction;
    exports nunchi.token;
    exports nunchi.weights;
    exports nunchi.file to
            nunchi.data,
            nunchi.record,
            nunchi.report,
            nunchi.serve,
            nunchi.studio,
            nunchi.study,
            nunchi.train;

    uses nunchi.codec.CatalogueProvider;

    provides nunchi.codec.CatalogueProvider with
            nunchi.codec.CoreCatalogue;
}
