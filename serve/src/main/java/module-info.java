/// A server that answers other programs by the models of runs.
module nunchi.serve {
    requires static transitive org.jspecify;
    requires io.helidon.http;
    requires io.helidon.webserver;
    requires java.logging;
    requires nunchi.http;
    requires transitive nunchi.study;

    exports nunchi.serve;
}
