/// Figures beside the loss: [F1], [Auc], [RootMeanSquaredError], and one's own. A [Metric] says its direction, words
/// and unit; [Metrics] measures those of an evaluation.
@NullMarked
package nunchi.metric;

import org.jspecify.annotations.NullMarked;
