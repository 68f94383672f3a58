package nunchi.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Where the caret stands in a YAML text that is still being written.
///
/// @param path   keys that lead there, the outermost first; [#ELEMENT] for an element of a list
/// @param value  whether a value is expected there, of the last key or element of the path; else a key is
/// @param listed whether it follows the dash of an element, where a value may also be a key
/// @param before keys of the same place that the text has already
/// @param begun  what stands before the caret of what is being written
public record CaretPlace(List<String> path, boolean value, boolean listed, Set<String> before, String begun) {
    /// Stands for an element of a list.
    public static final String ELEMENT = "-";

    /// Nothing is to be suggested: within a comment or a text of several lines.
    static final CaretPlace NOWHERE = new CaretPlace(List.of(), true, false, Set.of(), "");

    /// @param caret number of characters before it
    public static CaretPlace of(String text, int caret) {
        BlockScanner block = new BlockScanner();
        List<String> lines = new ArrayList<>(
                List.of(text.substring(0, caret).replace("\r", "").split("\n", -1)));
        String last = lines.removeLast();
        lines.forEach(block::line);
        return block.caret(last);
    }
}
