/// Studies of clusterings: the same rows by many settings, as a folder with a report.
package nunchi.grouping;
