/// Functions between layers, as descriptions: [Relu], [Gelu], [Softmax]. Each writes itself into a graph.
@NullMarked
package nunchi.activation;

import org.jspecify.annotations.NullMarked;
