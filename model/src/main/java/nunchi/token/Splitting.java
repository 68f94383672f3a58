package nunchi.token;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/// Cuts normalized texts into tokens that are not learnt.
final class Splitting {
    private Splitting() {}

    static List<String> characters(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    static List<String> jamo(String text) {
        return characters(Normalizer.normalize(text, Normalizer.Form.NFD));
    }

    static List<String> words(String text, Punctuation punctuation) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(point -> {
            boolean mark = punctuation != Punctuation.KEEP && isPunctuation(point);
            if (isSpace(point) || mark) {
                end(word, words);
            } else {
                word.appendCodePoint(point);
            }
            if (mark && punctuation == Punctuation.SEPARATE && !isSpace(point)) {
                words.add(Character.toString(point));
            }
        });
        end(word, words);
        return words;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    static boolean isSpace(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point);
    }

    /// Neither letters, digits nor spaces, and not what belongs to a letter: accents and signs without a width.
    private static boolean isPunctuation(int point) {
        if (Character.isLetterOrDigit(point) || isSpace(point)) {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> false;
            default -> true;
        };
    }
}
