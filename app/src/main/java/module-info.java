/// The command line.
module nunchi.app {
    requires info.picocli;
    requires nunchi.core;

    opens nunchi.app to info.picocli;
}
