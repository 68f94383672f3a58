/// What a page carries for its scripts, as records: charts, tables, maps.
@NullMarked
package nunchi.report.page;

import org.jspecify.annotations.NullMarked;
