package nunchi.app;

import nunchi.check.Remedy;

/// Says what to do about a refusal in the words of the command line.
final class Remedies {
    private Remedies() {}

    /// @param message of an exception, in the words of a program
    static String translated(String message) {
        String translated = message;
        for (Remedy remedy : Remedy.values()) {
            translated = translated.replace(remedy.toString(), words(remedy));
        }
        return translated;
    }

    private static String words(Remedy remedy) {
        return switch (remedy) {
            case OTHER_FOLDER -> "choose another with --out";
            case OTHER_DATA_FOLDER -> "choose another with --data-dir";
            case FINISH -> "finish it with 'nunchi run --resume'";
            case WRITE_REPORT -> "write it with: nunchi report";
            case ADD_RECORD -> "";
            case LAB_FOLDER -> "give the folder that 'nunchi lab' named";
            case COPY_STUDY -> "'nunchi lab NAME --copy DIR' writes a study's";
            case NOT_QUICK -> "omit --quick, or give --epochs";
            case NO_PICTURES -> "omit --pictures";
            case INSPECT_RUN -> "'nunchi inspect RUN' maps the outputs of its layers";
            case ONE_LABEL -> "give --label or --labels, not both";
            case LABELS_FILE -> "give the classes in a file by --labels";
            case NO_HEADER -> "omit --header";
            case NO_IGNORE -> "omit --ignore";
            case FEWER_ROWS -> "take fewer by --rows";
            case FEWER_COLUMNS -> "take their principal components by --pca 50";
            case IGNORE_COLUMN -> "leave the column out by ignore (on the command line --ignore)";
            case SAY_HEADER ->
                "say which by data.header: true or false (predict, embed and cluster have --header and --no-header)";
            case IS_HEADER -> "say data.header: true (predict, embed and cluster have --header)";
            case LARGER_HEAP -> "allow a larger heap by -Xmx in NUNCHI_JVM_OPTS";
            case ADD_RECORD_AGAIN -> "; if that is a record of a program's own, go on in that program";
        };
    }
}
