/// What the servers of Nunchi have in common.
module nunchi.http {
    requires static transitive org.jspecify;
    requires io.helidon.common.socket;
    requires io.helidon.http;
    requires io.helidon.webserver;
    requires java.logging;
    requires nunchi.core;

    exports nunchi.http to
            nunchi.serve,
            nunchi.studio;
}
