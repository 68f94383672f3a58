/// The files of a run folder as records.
module nunchi.record {
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires transitive nunchi.train;

    exports nunchi.record;

    uses nunchi.record.ReportWriter;
}
