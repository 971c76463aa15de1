package ml.lifecycle.internal.text;

import com.fasterxml.jackson.core.io.NumberOutput;

/**
 * Numbers in the shortest decimal form that reads back as the same number: what {@code Double.toString} specifies since
 * Java 19, on every Java version. Before, it sometimes gave a digit too many or the second best one, and bytes that are
 * kept must not depend on who writes them.
 */
public final class Shortest {

    private Shortest() {}

    /**
     * The text of a number, by the Schubfach algorithm (R. Giulietti, The Schubfach way to render doubles, 2020).
     *
     * @param value any number
     * @return the text, in the form of {@code Double.toString}
     */
    public static String text(double value) {
        return NumberOutput.toString(value, true);
    }
}
