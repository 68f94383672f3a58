package nunchi.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.DefaultParamsWriter$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import scala.Option;

/// A stage as files: Spark's `metadata` with the parameters, and `run.zip`, the run's files.
final class NunchiModelFiles {
    private static final String RUN = "run.zip";

    private NunchiModelFiles() {}

    static final class Writer extends MLWriter {
        private final NunchiModel stage;
        private final byte[] content;

        Writer(NunchiModel stage, byte[] content) {
            this.stage = stage;
            this.content = content;
        }

        @Override
        public void saveImpl(String path) {
            DefaultParamsWriter$.MODULE$.saveMetadata(stage, path, sparkSession());
            Path file = new Path(path, RUN);
            Configuration hadoop = sparkSession().sparkContext().hadoopConfiguration();
            try (OutputStream out = file.getFileSystem(hadoop).create(file)) {
                out.write(content);
            } catch (IOException refused) {
                throw new UncheckedIOException("%s cannot be written".formatted(file), refused);
            }
        }
    }

    static final class Reader extends MLReader<NunchiModel> {
        @Override
        public NunchiModel load(String path) {
            DefaultParamsReader.Metadata metadata =
                    DefaultParamsReader$.MODULE$.loadMetadata(path, sparkSession(), NunchiModel.class.getName());
            NunchiModel stage = new NunchiModel(metadata.uid(), model(new Path(path, RUN)));
            metadata.getAndSetParams(stage, Option.empty());
            return stage;
        }

        private PackedModel model(Path file) {
            Configuration hadoop = sparkSession().sparkContext().hadoopConfiguration();
            try (InputStream in = file.getFileSystem(hadoop).open(file);
                    Scratch scratch = Scratch.make()) {
                PackedFolder.unpack(in.readAllBytes(), scratch.path());
                return PackedModel.of(scratch.path());
            } catch (IOException unreadable) {
                throw new UncheckedIOException("%s cannot be read".formatted(file), unreadable);
            }
        }
    }
}
