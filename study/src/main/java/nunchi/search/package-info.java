/// Searches: several trainings of one experiment, with other settings or other seeds.
package nunchi.search;
