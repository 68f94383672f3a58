/// Reports: pages made from run folders alone.
module nunchi.report {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.annotation;
    requires tools.jackson.databind;
    requires transitive nunchi.record;

    exports nunchi.report;

    opens nunchi.report.page to
            tools.jackson.databind;

    provides nunchi.record.ReportWriter with
            nunchi.report.FolderReport;
    provides nunchi.train.ResultView with
            nunchi.report.Fragment;
}
