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
        };
    }
}
