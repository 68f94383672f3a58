/// Data sets, experiments, training, runs and reports.
module nunchi.workbench {
    requires com.fasterxml.jackson.annotation;
    requires java.desktop;
    requires java.net.http;
    requires org.apache.commons.compress;
    requires org.apache.commons.csv;
    requires tools.jackson.core;
    requires tools.jackson.dataformat.yaml;
    requires transitive nunchi.core;
    requires transitive tools.jackson.databind;

    exports nunchi.augment;
    exports nunchi.cluster;
    exports nunchi.data;
    exports nunchi.embed;
    exports nunchi.experiment;
    exports nunchi.grouping;
    exports nunchi.inspect;
    exports nunchi.interchange;
    exports nunchi.lab;
    exports nunchi.metric;
    exports nunchi.onnx;
    exports nunchi.picture;
    exports nunchi.predict;
    exports nunchi.record;
    exports nunchi.report;
    exports nunchi.run;
    exports nunchi.saliency;
    exports nunchi.search;
    exports nunchi.statistics;
    exports nunchi.tensorboard;
    exports nunchi.train;

    opens nunchi.report.page to tools.jackson.databind;

    uses nunchi.record.ReportWriter;

    provides nunchi.record.ReportWriter with nunchi.report.FolderReport;
}
