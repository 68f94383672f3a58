package nunchi.data;

/// How a file with a token on each line parts its sentences.
public enum Sentences {
    /// By one or more blank lines, as in the files of CoNLL's shared tasks.
    BLANK_LINE
}
