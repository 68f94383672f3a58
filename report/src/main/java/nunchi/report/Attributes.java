package nunchi.report;

/// The attributes of one element, values escaped.
record Attributes(String markup) {
    static final Attributes NONE = new Attributes("");

    /// @param pairs name, value, name, value, …
    static Attributes of(String... pairs) {
        Attributes attributes = NONE;
        for (int i = 0; i < pairs.length; i += 2) {
            attributes = attributes.and(pairs[i], pairs[i + 1]);
        }
        return attributes;
    }

    Attributes and(String name, String value) {
        return new Attributes(markup + " " + name + "=\"" + Html.escape(value) + "\"");
    }
}
