/// Data sets, pictures, tables and arrays.
module nunchi.data {
    requires java.desktop;
    requires java.net.http;
    requires org.apache.commons.compress;
    requires org.apache.commons.csv;
    requires tools.jackson.core;
    requires transitive nunchi.core;
    requires transitive tools.jackson.databind;

    exports nunchi.augment;
    exports nunchi.data;
    exports nunchi.file to
            nunchi.record,
            nunchi.report,
            nunchi.study,
            nunchi.train;
    exports nunchi.interchange;
    exports nunchi.picture;
}
