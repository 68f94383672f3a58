/// Declared cases for every op, layer, loss and optimizer, and the contract of a backend: a published test library.
module nunchi.conformance {
    requires static transitive org.jspecify;
    requires transitive nunchi.core;

    exports nunchi.conformance;
}
