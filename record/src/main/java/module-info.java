/// The files of a run folder as records.
module nunchi.record {
    requires static transitive org.jspecify;
    requires transitive nunchi.train;

    exports nunchi.record;

    uses nunchi.record.ReportWriter;
}
