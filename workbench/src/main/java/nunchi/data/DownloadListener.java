package nunchi.data;

/// Hears of downloads, in their thread. Anyone may write one.
@FunctionalInterface
public interface DownloadListener {
    void on(DownloadEvent event);

    static DownloadListener none() {
        return event -> {};
    }
}
