package nunchi.report;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nunchi.codec.Tree;
import nunchi.text.Numbers;

/// A value chosen by name, as experiments write it: `relu`, or `{leakyRelu: {slope: 0.1}}`.
///
/// @param settings the value's own keys; absent where only the name was given
record NamedValue(String name, Tree settings) {

    /// @return nothing where nothing was named
    static Optional<NamedValue> of(Tree value) {
        if (value instanceof Tree.Text) {
            return Optional.of(new NamedValue(value.text(""), Tree.ABSENT));
        }
        Map<String, Tree> entries = value.entries();
        return entries.size() != 1
                ? Optional.empty()
                : entries.entrySet().stream()
                        .findFirst()
                        .map(entry -> new NamedValue(entry.getKey(), entry.getValue()));
    }

    /// A setting in the reader's words; a constant schedule is its number, another its name with its numbers.
    String setting(String key, String otherwise) {
        Tree value = settings.at(key);
        Optional<NamedValue> choice = of(value);
        if (choice.isEmpty()) {
            return words(value, otherwise);
        }
        Tree own = choice.get().settings;
        boolean constant = choice.get().name.equals("constant");
        return !constant
                ? choice.get().name + choice.get().numbers()
                : words(own instanceof Tree.Fields ? own.entries().firstEntry().getValue() : own, otherwise);
    }

    /// Its own numbers, lists of numbers, and choices: those of a schedule that follows a warm-up.
    private String numbers() {
        String numbers = settings.entries().entrySet().stream()
                .filter(setting ->
                        isNumeric(setting.getValue()) || setting.getValue().size() == 1)
                .map(setting -> setting.getKey() + " " + setting(setting.getKey(), ""))
                .collect(Collectors.joining(", "));
        return numbers.isEmpty() ? "" : " (%s)".formatted(numbers);
    }

    /// Whether it is a number, or a list of numbers such as the times of a schedule.
    private static boolean isNumeric(Tree value) {
        return value.isNumber()
                || !value.elements().isEmpty() && value.elements().stream().allMatch(Tree::isNumber);
    }

    private static String words(Tree value, String otherwise) {
        if (value instanceof Tree.Sequence list) {
            return list.elements().stream()
                    .map(element -> words(element, ""))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return value.isNumber() ? Numbers.plain(value.number()) : value.text(otherwise);
    }
}
