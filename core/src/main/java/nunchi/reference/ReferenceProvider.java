package nunchi.reference;

import nunchi.backend.Backend;
import nunchi.backend.BackendProvider;

/// Registers the reference backend.
public final class ReferenceProvider implements BackendProvider {
    @Override
    public String name() {
        return ReferenceBackend.NAME;
    }

    @Override
    public int speed() {
        return 0;
    }

    @Override
    public Backend create(int threads) {
        return new ReferenceBackend();
    }
}
