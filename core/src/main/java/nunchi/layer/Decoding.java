package nunchi.layer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import nunchi.graph.Node;
import org.jspecify.annotations.Nullable;

/// What encoders hand to decoders, what decoders read beside their input, and what recurrent layers begin with.
///
/// @param memory what the encoder gives; null outside of decoders
/// @param mask   which steps of the memory are there, `[batch, steps]`: 1, or 0 for padding; null where all are
/// @param states of the encoder's recurrent layers after their last step, `[states, batch, units]` each: in an encoder
///               those that are written so far; in a decoder those that its recurrent layers begin with, each with the
///               next; null where states begin with zeros
/// @param feedback what a recurrent layer reads at each step beside its input; null for nothing
/// @param continued whether recurrent layers begin with states that are fed: those that the batch before ended with
public record Decoding(
        @Nullable Node memory,
        @Nullable Node mask,
        @Nullable Deque<Node> states,
        @Nullable ContextFeedback feedback,
        boolean continued) {
    static final Decoding NONE = new Decoding(null, null, null, null, false);
    static final Decoding CONTINUED = new Decoding(null, null, null, null, true);

    /// Whether layers are written into a decoder: its steps are no padding, and read forwards alone.
    boolean isDecoder() {
        return memory != null;
    }

    /// For the layers of an encoder.
    static Decoding encoding() {
        return new Decoding(null, null, new ArrayDeque<>(), null, false);
    }

    /// For the layers of the decoder that follows.
    ///
    /// @param encoded what the encoder gives
    /// @param present its mask
    Decoding after(Node encoded, @Nullable Node present) {
        return new Decoding(encoded, present, states, null, false);
    }

    /// For a recurrent layer that reads something else at each step.
    Decoding with(@Nullable ContextFeedback other) {
        return new Decoding(memory, mask, states, other, continued);
    }

    /// What a recurrent layer begins with; null for zeros.
    @Nullable
    Node begin() {
        return states == null || !isDecoder() ? null : states.pollFirst();
    }

    /// Keeps what a recurrent layer of an encoder ends with.
    void end(Supplier<Node> last) {
        if (states != null && !isDecoder()) {
            states.addLast(last.get());
        }
    }

    /// Puts the states that two layers of an encoder ended with side by side, or adds them.
    void join(boolean sum) {
        if (states == null || isDecoder()) {
            return;
        }
        Node second = states.removeLast();
        Node first = states.removeLast();
        states.addLast(sum ? first.plus(second) : Sequences.beside(first, second));
    }
}
