package nunchi.data;

import nunchi.tensor.Shape;

/// The content of an IDX file of unsigned bytes.
///
/// @param shape    the extents of its header: `[60000, 28, 28]` of images, `[60000]` of labels
/// @param values   as many bytes, last axis fastest
/// @param checksum the SHA-256 of the uncompressed file, header included
public record IdxArray(Shape shape, byte[] values, String checksum) {}
