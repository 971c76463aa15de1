package ml.lifecycle.internal.query;

import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Names;

/**
 * The text of a query, for messages that point at a place in it.
 *
 * @param what what it is: {@code condition} or {@code order}
 * @param text as the user wrote it
 */
record QueryText(String what, String text) {

    private static final int BEFORE = 50;
    private static final int AFTER = 25;

    /** A refusal that shows the place. */
    RefusedException refused(int place, String problem, String advice) {
        int from = place <= BEFORE + 5 ? 0 : place - BEFORE;
        int to = text.length() <= place + AFTER + 5 ? text.length() : place + AFTER;
        String head = (from == 0 ? "" : "…") + visible(text.substring(from, place));
        String tail = visible(text.substring(place, to)) + (to == text.length() ? "" : "…");
        return new RefusedException("The " + what + " cannot be read: " + Names.printable(problem) + ".\n  " + head
                + tail + "\n  " + " ".repeat(head.length()) + "^\n" + Names.printable(advice));
    }

    /** One character for each, so that the pointer stays in its column. */
    private static String visible(String part) {
        StringBuilder visible = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); i++) {
            char symbol = part.charAt(i);
            boolean shown = Names.isPrintable(symbol) || Character.isSurrogate(symbol);
            visible.append(shown ? symbol : Character.isWhitespace(symbol) ? ' ' : '·');
        }
        return visible.toString();
    }
}
