package nunchi.report;

import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Formulas from a small part of LaTeX's notation to MathML, which browsers draw themselves.
///
/// Known: letters, numbers, operators, `_`, `^`, `{…}`, `\frac{}{}`, `\sqrt{}`, `\bar{}`, `\hat{}`, `\text{}`,
/// `\cases{value & condition \\ …}` and the names in [#SYMBOLS] and [#FUNCTIONS].
final class Formula {
    private static final Map<String, String> SYMBOLS = Map.ofEntries(
            Map.entry("alpha", "α"),
            Map.entry("beta", "β"),
            Map.entry("gamma", "γ"),
            Map.entry("eta", "η"),
            Map.entry("epsilon", "ε"),
            Map.entry("lambda", "λ"),
            Map.entry("mu", "μ"),
            Map.entry("rho", "ρ"),
            Map.entry("sigma", "σ"),
            Map.entry("Phi", "Φ"),
            Map.entry("phi", "φ"),
            Map.entry("top", "⊤"),
            Map.entry("partial", "∂"),
            Map.entry("Vert", "‖"),
            Map.entry("ldots", "…"));
    private static final Map<String, String> OPERATORS =
            Map.of("sum", "∑", "cdot", "·", "odot", "⊙", "leftarrow", "←", "le", "≤", "in", "∈", "quad", "\u2003");
    /// Stands between a function and what it is applied to.
    private static final String APPLIED = "<mo rspace=\"0.12em\">&#x2061;</mo>";

    private static final Set<String> FUNCTIONS =
            Set.of("ln", "exp", "sin", "cos", "tanh", "softmax", "min", "max", "sign");

    private final String source;
    private int position;

    private Formula(String source) {
        this.source = source;
    }

    static Html inline(String source) {
        return Html.trusted("<math>" + new Formula(source).row('\0') + "</math>");
    }

    static Html display(String source) {
        return Html.trusted("<math display=\"block\">" + new Formula(source).row('\0') + "</math>");
    }

    /// Everything up to the closing character, which is taken too.
    private String row(char close) {
        StringBuilder row = new StringBuilder("<mrow>");
        for (skipSpace(); position < source.length(); skipSpace()) {
            if (source.charAt(position) == close) {
                position++;
                return row.append("</mrow>").toString();
            }
            row.append(scripted());
        }
        if (close != '\0') {
            throw wrong("'" + close + "' is missing");
        }
        return row.append("</mrow>").toString();
    }

    private String scripted() {
        boolean largest = source.startsWith("\\max_", position);
        boolean limits = largest || source.startsWith("\\sum", position);
        String base = largest ? wrap("mrow", atom()) : atom();
        if (base.endsWith(APPLIED)) {
            // scripts stand at the name: tanh²(x)
            return scripted(base.substring(0, base.length() - APPLIED.length()), limits) + APPLIED;
        }
        return scripted(base, limits);
    }

    private String scripted(String base, boolean limits) {
        String below = script('_');
        String above = script('^');
        below = below == null ? script('_') : below;
        if (below != null && above != null) {
            return wrap(limits ? "munderover" : "msubsup", base + below + above);
        }
        if (below != null) {
            return wrap(limits ? "munder" : "msub", base + below);
        }
        return above == null ? base : wrap("msup", base + above);
    }

    private @Nullable String script(char mark) {
        skipSpace();
        if (position < source.length() && source.charAt(position) == mark) {
            position++;
            skipSpace();
            return atom();
        }
        return null;
    }

    private String atom() {
        if (position >= source.length()) {
            throw wrong("something is missing at the end");
        }
        char letter = source.charAt(position);
        if (letter == '{') {
            position++;
            return row('}');
        }
        if (letter == '\\') {
            position++;
            return command(take(Character::isLetter));
        }
        if (Character.isDigit(letter)) {
            return wrap("mn", take(c -> Character.isDigit(c) || c == '.'));
        }
        position++;
        return Character.isLetter(letter) ? wrap("mi", String.valueOf(letter)) : operator(letter);
    }

    private static String operator(char letter) {
        if (letter == '\'') {
            return "<mo lspace=\"0.1em\" rspace=\"0\">′</mo>";
        }
        return wrap("mo", letter == '-' ? "−" : Html.escape(String.valueOf(letter)));
    }

    private String command(String name) {
        return switch (name) {
            case "frac" -> wrap("mfrac", atom() + atom());
            case "sqrt" -> wrap("msqrt", atom());
            case "bar" -> wrap("mover accent=\"true\"", atom() + "<mo stretchy=\"false\">¯</mo>");
            case "hat" -> wrap("mover accent=\"true\"", atom() + "<mo stretchy=\"false\">^</mo>");
            case "text" -> wrap("mtext", Html.escape(between()));
            case "cases" -> cases();
            default -> named(name);
        };
    }

    private String named(String name) {
        if (SYMBOLS.containsKey(name)) {
            return wrap("mi", SYMBOLS.get(name));
        }
        if (OPERATORS.containsKey(name)) {
            return wrap("mo", OPERATORS.get(name));
        }
        if (FUNCTIONS.contains(name)) {
            return wrap("mi mathvariant=\"normal\"", name) + APPLIED;
        }
        throw wrong("\\" + name + " is not known");
    }

    private String cases() {
        StringBuilder lines = new StringBuilder();
        for (String line : between().split("\\\\\\\\")) {
            StringBuilder cells = new StringBuilder();
            for (String cell : line.split("&")) {
                cells.append(wrap("mtd", new Formula(cell).row('\0')));
            }
            lines.append(wrap("mtr", cells.toString()));
        }
        return "<mrow><mo stretchy=\"true\">{</mo><mtable columnalign=\"left\">" + lines + "</mtable></mrow>";
    }

    /// What stands between the next braces, untouched.
    private String between() {
        skipSpace();
        int start = position + 1;
        int depth = 0;
        do {
            if (position >= source.length()) {
                throw wrong("a brace is missing");
            }
            char letter = source.charAt(position++);
            depth += letter == '{' ? 1 : letter == '}' ? -1 : 0;
        } while (depth > 0);
        return source.substring(start, position - 1);
    }

    private String take(IntPredicate wanted) {
        int start = position;
        while (position < source.length() && wanted.test(source.charAt(position))) {
            position++;
        }
        return source.substring(start, position);
    }

    private void skipSpace() {
        while (position < source.length() && source.charAt(position) == ' ') {
            position++;
        }
    }

    private static String wrap(String tag, String content) {
        return "<" + tag + ">" + content + "</" + tag.split(" ")[0] + ">";
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(
                "the formula '%s' cannot be read at %d: %s".formatted(source, position, what));
    }
}
