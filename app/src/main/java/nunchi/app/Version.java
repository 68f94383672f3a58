package nunchi.app;

import nunchi.version.NunchiVersion;
import picocli.CommandLine.IVersionProvider;

/// What `nunchi --version` says.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"nunchi " + NunchiVersion.number()};
    }
}
