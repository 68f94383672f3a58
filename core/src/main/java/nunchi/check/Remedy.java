package nunchi.check;

/// What to do about a refusal, in the words of a program that uses Nunchi as a library. Messages end in them as they
/// stand; the command line says the same in its own words, and what is stored in a file has the file's ([#stored]).
public enum Remedy {
    /// A run is to be written somewhere else.
    OTHER_FOLDER("choose another folder by RunOptions.withOut", "choose another folder"),
    /// Data is to be kept somewhere else.
    OTHER_DATA_FOLDER("choose another folder by RunOptions.withDataFolder", "choose another folder for data"),
    /// A training is to be finished first.
    FINISH("finish it by Runs.resume", "finish it"),
    /// A report is to be written once more; the folder follows.
    WRITE_REPORT("write it by Report.write of", "write it anew:"),
    /// A record is unknown that may be the program's own.
    ADD_RECORD("; a record of your own is added by RunOptions.withCatalogue", ""),
    /// The same, of a run that is there already.
    ADD_RECORD_AGAIN("; a run with a record of your own needs it again, by RunOptions.withCatalogue", ""),
    /// A lab's folder is asked for.
    LAB_FOLDER("give the folder of a lab, as Labs.run returns it", "give the folder of a lab"),
    /// Files of a study are asked for.
    COPY_STUDY("Labs.copy writes a study's", "those of a built-in study can be copied"),
    /// A lab has nothing that would make it quick.
    NOT_QUICK(
            "leave Labs.Request.quick false, or change its tasks to fewer epochs",
            "run it as it is, or with fewer epochs"),
    /// Nobody could look at images.
    NO_PICTURES("leave Labs.Request.pictures empty", "give no images"),
    /// A run was given for rows.
    INSPECT_RUN("Inspections.inspect maps the outputs of its layers", "inspect it to map the outputs of its layers"),
    /// Rows have their classes twice.
    ONE_LABEL("leave one of Rows.Request.label and Rows.Request.labels null", "give label or labels, not both"),
    /// Rows need their classes from a file.
    LABELS_FILE("give the classes in a file by Rows.Request.labels", "give the classes in a file by labels"),
    /// Rows have no header.
    NO_HEADER("leave Rows.Request.header null", "leave header out"),
    /// Rows have no columns by name.
    NO_IGNORE("leave Rows.Request.ignore empty", "leave ignore out"),
    /// Rows are too many.
    FEWER_ROWS("take fewer by Rows.Request.most", "take fewer by rows"),
    /// Rows have too many values.
    FEWER_COLUMNS("take their principal components by Pca.fit", "take their principal components"),
    /// A column cannot be read.
    IGNORE_COLUMN("leave the column out by Reading.withIgnore", "leave the column out by ignore"),
    /// Whether a table has a header is unknown.
    SAY_HEADER("say which by Reading.withHeader", "say which by header: true or header: false"),
    /// The first line of a table may be a header.
    IS_HEADER("say so by Reading.withHeader", "say header: true"),
    /// More memory is needed.
    LARGER_HEAP("start java with a larger -Xmx", "allow a larger heap");

    private final String words;
    private final String stored;

    Remedy(String words, String stored) {
        this.words = words;
        this.stored = stored;
    }

    /// The end of the sentence.
    @Override
    public String toString() {
        return words;
    }

    /// A message in the words of the experiment file, which programs and persons read alike.
    public static String stored(String message) {
        String stored = message;
        for (Remedy remedy : values()) {
            stored = stored.replace(remedy.words, remedy.stored);
        }
        return stored;
    }
}
