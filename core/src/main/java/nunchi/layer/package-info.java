/// Layers as descriptions: records that write themselves into a graph ([Layer#build]). [Dense], [Conv2d], [BatchNorm],
/// [Sequential].
package nunchi.layer;
