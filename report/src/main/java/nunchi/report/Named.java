package nunchi.report;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// A value chosen by name, as experiments write it: `relu`, or `{leakyRelu: {slope: 0.1}}`.
///
/// @param settings the value's own keys; missing where only the name was given
record Named(String name, JsonNode settings) {

    /// @return null where nothing was named
    static Named of(JsonNode node) {
        if (node.isString()) {
            return new Named(node.asString(), MissingNode.getInstance());
        }
        if (node.isObject() && node.size() == 1) {
            String name = node.propertyNames().iterator().next();
            return new Named(name, node.path(name));
        }
        return null;
    }

    /// A setting in the reader's words; a constant schedule is its number, another its name with its numbers.
    String setting(String key, String otherwise) {
        JsonNode value = settings.path(key);
        Named choice = of(value);
        if (choice != null && choice.name.equals("constant")) {
            JsonNode inner =
                    choice.settings.isObject() ? choice.settings.iterator().next() : choice.settings;
            return words(inner, otherwise);
        }
        return choice != null ? choice.name + choice.numbers() : words(value, otherwise);
    }

    private String numbers() {
        String numbers = settings.propertyStream()
                .filter(setting -> setting.getValue().isNumber())
                .map(setting -> setting.getKey() + " " + words(setting.getValue(), ""))
                .collect(Collectors.joining(", "));
        return numbers.isEmpty() ? "" : " (%s)".formatted(numbers);
    }

    private static String words(JsonNode value, String otherwise) {
        if (value.isNumber()) {
            return Numbers.plain(value.asDouble());
        }
        return value.isValueNode() && !value.isNull() ? value.asString() : otherwise;
    }
}
