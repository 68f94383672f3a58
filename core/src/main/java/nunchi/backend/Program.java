package nunchi.backend;

/// A graph compiled for one backend: everything planned and allocated, so that running a step allocates nothing.
///
/// A program is used by one thread at a time.
public interface Program {

    /// Copies values into the input of this name; they stay until fed anew.
    ///
    /// @param values of at least the input's size, last axis fastest; the rest is not read
    /// @throws nunchi.check.InvalidRequestException for an unknown name, with those there are
    void feed(String input, float[] values);

    /// Computes every output and applies every update.
    ///
    /// @param step the number of the step from 0: the argument of step values and the key of random numbers
    void run(long step);

    /// Copies the output of this name, as the last run left it.
    ///
    /// @param into of at least the output's size, last axis fastest
    /// @throws nunchi.check.InvalidRequestException for an unknown name, with those there are
    void fetch(String output, float[] into);
}
