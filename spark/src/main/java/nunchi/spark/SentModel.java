package nunchi.spark;

import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;

/// A packed model on its way to executors, each of which fetches it once.
///
/// @param sha256  of the content
/// @param content as [PackedFolder] makes it
record SentModel(String sha256, Broadcast<byte[]> content) implements Serializable {}
