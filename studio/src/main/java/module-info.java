/// The studio: a local page over a folder of runs.
module nunchi.studio {
    requires static transitive org.jspecify;
    requires io.helidon.http;
    requires io.helidon.webserver;
    requires nunchi.http;
    requires nunchi.report;
    requires transitive nunchi.record;
    requires transitive nunchi.study;

    exports nunchi.draft;
    exports nunchi.studio;
}
