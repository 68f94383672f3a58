package nunchi.data;

/// Hears of downloads, in their thread. Anyone may write one.
@FunctionalInterface
public interface DownloadListener {
    /// Called on the thread that downloads.
    void on(DownloadEvent event);

    /// Hears and does nothing.
    static DownloadListener none() {
        return event -> {};
    }
}
