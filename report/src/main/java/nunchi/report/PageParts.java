package nunchi.report;

/// What other pages share with reports, so that charts and letters look alike: the style sheet, the library of charts,
/// and the modules that draw them.
public final class PageParts {
    private PageParts() {}

    /// The style sheet of a report.
    ///
    /// @throws java.io.UncheckedIOException where the program was built or installed without it, as the others
    public static String style() {
        return Resource.text("report.css");
    }

    /// The library of charts, Apache ECharts, which makes `window.echarts`.
    public static String charts() {
        return Resource.text("echarts.min.js");
    }

    /// A module of JavaScript that imports others from beside itself.
    ///
    /// @param name without `.js`: `curves`
    public static String module(String name) {
        return Resource.text("web/" + name + ".js");
    }
}
