/// What layers make of rows: activations, maps and clusters of every layer, feature maps, one layer in memory at a
/// time.
package nunchi.inspect;
