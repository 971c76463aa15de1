package ml.lifecycle.internal.gate;

/** A text that a regular expression may look at only so often: some expressions would look for longer than anyone lives. */
final class BoundedText implements CharSequence {

    private static final int LONGEST = 1000;
    private static final int LOOKS = 1_000_000;

    private final String text;
    private final int row;
    private int looks;

    /**
     * Bounds a text.
     *
     * @param text the text
     * @param row where it stands, for the message
     * @throws ExhaustedException if it is too long
     */
    BoundedText(String text, int row) {
        this.text = text;
        this.row = row;
        if (text.length() > LONGEST) {
            throw new ExhaustedException("The text in row " + row + " has " + Say.count(text.length())
                    + " characters; expressions are matched with at most " + Say.count(LONGEST) + ".");
        }
    }

    /** Matching took too long. */
    static final class ExhaustedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        ExhaustedException(String message) {
            super(message);
        }
    }

    @Override
    public char charAt(int index) {
        if (++looks > LOOKS) {
            throw new ExhaustedException("Matching the text in row " + row + " takes too long; write an expression without"
                    + " repetitions of repetitions.");
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
