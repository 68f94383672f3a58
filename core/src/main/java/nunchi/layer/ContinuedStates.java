package nunchi.layer;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import nunchi.graph.Graph;

/// The names of the states that recurrent layers go on with: an input of the graph with those before the first step,
/// and an output with those after the last, `[states, batch, units]` each.
public final class ContinuedStates {
    private static final String BEFORE = "states before ";
    private static final String AFTER = "states after ";

    private ContinuedStates() {}

    static String before(String layer) {
        return BEFORE + layer;
    }

    static String after(String layer) {
        return AFTER + layer;
    }

    /// Of every layer that goes on with its states: the input's name, and the output's.
    public static SequencedMap<String, String> of(Graph graph) {
        SequencedMap<String, String> states = new LinkedHashMap<>();
        for (String input : graph.inputs().keySet()) {
            if (input.startsWith(BEFORE)) {
                states.put(input, after(input.substring(BEFORE.length())));
            }
        }
        return states;
    }
}
