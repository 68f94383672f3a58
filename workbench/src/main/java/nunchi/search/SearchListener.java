package nunchi.search;

/// Hears of a search's events, one at a time, on the threads that train.
public interface SearchListener {
    void on(SearchEvent event);

    static SearchListener none() {
        return _ -> {};
    }
}
