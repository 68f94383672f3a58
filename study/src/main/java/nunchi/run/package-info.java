/// Runs as folders.
package nunchi.run;
