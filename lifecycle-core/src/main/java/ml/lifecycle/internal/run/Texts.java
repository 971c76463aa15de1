package ml.lifecycle.internal.run;

import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Names;
import org.jspecify.annotations.Nullable;

/** The rules for values. */
final class Texts {

    /** The longest param value, in characters. */
    static final int PARAM = 6_000;
    /** The longest tag value and question, in characters. */
    static final int LONG = 8_000;

    private static final int FAILURE = 2_000;
    private static final int SHOWN = 40;

    private Texts() {}

    /** Checks a text that is to be written down, given as {@code String.valueOf} shows it. */
    static String require(String what, @Nullable Object value, int most) {
        if (value == null) {
            throw new RefusedException("The " + Names.printable(what)
                    + " is null, which is no value; leave it out, or say what is meant.");
        }
        String text = value.toString();
        if (text == null) {
            throw new RefusedException("The " + Names.printable(what) + " is a " + value.getClass().getName()
                    + " whose toString() is null; record the text that stands for it.");
        }
        String problem = null;
        if (text.length() > most) {
            problem = "has " + text.length() + " characters; expected at most " + most
                    + ". Keep long content as an artifact";
        } else if (!isWellFormed(text)) {
            problem = "holds half of a character (a surrogate without its pair), which no file can hold";
        }
        if (problem != null) {
            String start = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
            throw new RefusedException("The " + what + " '" + Names.printable(start) + "' " + problem + ".");
        }
        return text;
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints().noneMatch(character -> character >= 0xD800 && character <= 0xDFFF);
            }
        }
        return true;
    }

    /** What went wrong, in few words: the class and the beginning of the message. */
    static String failure(Throwable failure) {
        String message = failure.getMessage();
        String text = failure.getClass().getName() + (message == null ? "" : ": " + message);
        StringBuilder safe = new StringBuilder();
        text.codePoints().limit(FAILURE)
                .map(character -> character >= 0xD800 && character <= 0xDFFF ? '\uFFFD' : character)
                .forEach(safe::appendCodePoint);
        return safe.toString();
    }
}
