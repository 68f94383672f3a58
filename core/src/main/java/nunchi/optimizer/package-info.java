/// How weights follow their gradients: [Sgd], [Adam], [RmsProp]; each writes its update into the graph, in PyTorch's
/// convention or in Keras'.
@NullMarked
package nunchi.optimizer;

import org.jspecify.annotations.NullMarked;
