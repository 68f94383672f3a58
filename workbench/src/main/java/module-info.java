/// Data sets, experiments, training, runs and reports.
module nunchi.workbench {
    requires java.desktop;
    requires transitive nunchi.core;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.yaml;

    exports nunchi.data;
    exports nunchi.report;
}
