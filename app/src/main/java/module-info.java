/// The command line.
module nunchi.app {
    requires static transitive org.jspecify;
    requires info.picocli;
    requires java.desktop;
    requires jdk.management;
    requires nunchi.serve;
    requires nunchi.studio;
    requires nunchi.workbench;

    opens nunchi.app to
            info.picocli;
}
