/// Data sets, images, tables and arrays.
module nunchi.data {
    requires static transitive org.jspecify;
    requires java.desktop;
    requires java.net.http;
    requires org.apache.commons.compress;
    requires org.apache.commons.csv;
    requires transitive nunchi.model;

    exports nunchi.augment;
    exports nunchi.data;
    exports nunchi.interchange;
    exports nunchi.picture;
}
