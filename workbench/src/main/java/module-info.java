/// Data sets, experiments, training, runs and reports.
module nunchi.workbench {
    requires transitive nunchi.core;

    exports nunchi.data;
}
