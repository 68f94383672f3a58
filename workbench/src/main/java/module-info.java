/// All of it under one name, for `import module nunchi.workbench`: data, training, studies and reports.
module nunchi.workbench {
    requires static transitive org.jspecify;
    requires transitive nunchi.report;
    requires transitive nunchi.study;
}
