/// The files of a run folder, and who writes its page ([ReportWriter]).
package nunchi.record;
