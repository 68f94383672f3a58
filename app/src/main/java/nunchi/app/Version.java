package nunchi.app;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// The version, as the module carries it.
final class Version implements IVersionProvider {
    static String number() {
        return Optional.ofNullable(Version.class.getModule().getDescriptor())
                .flatMap(descriptor -> descriptor.rawVersion())
                .orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"nunchi " + number()};
    }
}
