/// Reports: pages made from run folders alone.
module nunchi.report {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.annotation;
    requires tools.jackson.databind;
    requires transitive nunchi.record;

    exports nunchi.report;
    exports nunchi.report.page to
            nunchi.studio;

    opens nunchi.report.page to
            tools.jackson.databind;

    provides nunchi.record.ReportWriter with
            nunchi.report.FolderReport;
    provides nunchi.train.ResultView with
            nunchi.report.Fragment;
}
