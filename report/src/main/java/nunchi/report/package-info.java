/// Reports: [Report] makes one HTML file of a folder's files, section by section ([Sections]); its scripts and styles
/// lie among the resources.
@NullMarked
package nunchi.report;

import org.jspecify.annotations.NullMarked;
