package nunchi.check;

/// What to do about a refusal, in the words of a program that uses Nunchi as a library. Messages end in them as they stand; the command line says the same
/// in its own words.
public enum Remedy {
    /// A run is to be written somewhere else.
    OTHER_FOLDER("choose another folder by RunOptions.withOut"),
    /// Data is to be kept somewhere else.
    OTHER_DATA_FOLDER("choose another folder by RunOptions.withDataFolder"),
    /// A training is to be finished first.
    FINISH("finish it by Runs.resume"),
    /// A report is to be written once more; the folder follows.
    WRITE_REPORT("write it by Report.write of"),
    /// A record is unknown that may be the program's own.
    ADD_RECORD("; a record of your own is added by RunOptions.withCatalogue");

    private final String words;

    Remedy(String words) {
        this.words = words;
    }

    /// The end of the sentence.
    @Override
    public String toString() {
        return words;
    }
}
