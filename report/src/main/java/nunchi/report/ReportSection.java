package nunchi.report;

/// One section of a report: one file, one line in [Sections].
interface ReportSection {
    String title();

    /// The section's body under its heading, or [Html#NOTHING] where the folder lacks what it shows.
    Html body(Folder folder, Chapter chapter);
}
