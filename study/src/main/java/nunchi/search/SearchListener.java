package nunchi.search;

/// Hears of a search's events, one at a time, on the threads that train.
public interface SearchListener {
    /// Must be quick: a training waits for it.
    void on(SearchEvent event);

    /// Hears and does nothing.
    static SearchListener none() {
        return _ -> {};
    }
}
