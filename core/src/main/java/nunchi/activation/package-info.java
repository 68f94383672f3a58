/// Functions between layers, as descriptions: [Relu], [Gelu], [Softmax]. Each writes itself into a graph.
package nunchi.activation;
