/// What a page carries for its scripts, as records: charts, tables, maps.
package nunchi.report.page;
