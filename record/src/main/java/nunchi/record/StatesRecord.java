package nunchi.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// States and gates of recurrent layers after each step of single examples.
///
/// @param examples what was read
/// @param layers   what the layers made of it
public record StatesRecord(List<ReadRecord> examples, List<CellRecord> layers) {

    /// An example.
    ///
    /// @param row        position in the split, from 0
    /// @param tokens     tokens of a text, without padding; absent for other examples
    /// @param unknown    positions of the tokens that the vocabulary lacks, from 0; absent for other examples
    /// @param channels   number of values at each step; absent for texts, and where no layer before the recurrent one
    ///                   gives a vector for each step
    /// @param input      values of the example at each step, or those that the first recurrent layer reads where the
    ///                   example is shaped anew: `[steps, channels]`, float32 with the lowest byte first, in base64
    /// @param target     values of the target
    /// @param prediction values that the model predicts
    public record ReadRecord(
            Integer row,
            @Nullable List<String> tokens,
            @Nullable List<Integer> unknown,
            @Nullable Integer channels,
            @Nullable String input,
            List<Double> target,
            List<Double> prediction) {}

    /// A recurrent layer.
    ///
    /// @param path    path of the layer
    /// @param cell    simpleRnn, lstm or gru
    /// @param reverse whether the last step is read first
    /// @param steps   number of steps of an example
    /// @param units   number of units
    /// @param values  states, and then gates
    public record CellRecord(
            String path, String cell, Boolean reverse, Integer steps, Integer units, List<ValuesRecord> values) {}

    /// A state or a gate after its function.
    ///
    /// @param name   state h, of an LSTM also c; gate i, f, o of an LSTM, z, r of a GRU; candidate for what may become
    ///               part of the state
    /// @param values `[examples, steps, units]`, float32 with the lowest byte first, in base64; gates are 0 at padding
    public record ValuesRecord(String name, String values) {}
}
