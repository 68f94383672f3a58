/// Tensors, the graph of closed ops, layers, losses, optimizers, and the float64 reference backend. Imports the JDK
/// only.
module nunchi.core {
    requires static transitive org.jspecify;
    requires java.management;

    exports nunchi.activation;
    exports nunchi.backend;
    exports nunchi.check;
    exports nunchi.graph;
    exports nunchi.graph.op;
    exports nunchi.init;
    exports nunchi.layer;
    exports nunchi.loss;
    exports nunchi.network;
    exports nunchi.optimizer;
    exports nunchi.random;
    exports nunchi.reference;
    exports nunchi.schedule;
    exports nunchi.tensor;
    exports nunchi.version;
    exports nunchi.service to
            nunchi.data,
            nunchi.model;
    exports nunchi.text to
            nunchi.analysis,
            nunchi.app,
            nunchi.report,
            nunchi.study;

    uses nunchi.backend.BackendProvider;

    provides nunchi.backend.BackendProvider with
            nunchi.reference.ReferenceProvider;
}
