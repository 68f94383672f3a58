/// Nunchi on Apache Spark: [SparkTrials] trains the trials of a search, [NunchiModel] scores the rows of a data set.
@NullMarked
package nunchi.spark;

import org.jspecify.annotations.NullMarked;
