/// What repetitions say: means with intervals, differences, Student's t.
package nunchi.statistics;
