package ml.lifecycle.signature;

/**
 * One way in which a row breaks a signature.
 *
 * @param kind which rule
 * @param column the column
 * @param message what was expected and what was found, one sentence
 */
public record SignatureViolation(Kind kind, String column, String message) {

    /** The rules. */
    public enum Kind {
        /** A required column is absent or {@code null}. */
        MISSING,
        /** A column that the signature does not have. */
        EXTRA,
        /** A value of another type. */
        WRONG_TYPE,
        /** A number that is NaN. */
        NOT_A_NUMBER,
        /** An infinite number. */
        INFINITE,
        /** A text that training did not see. */
        UNSEEN_LEVEL,
        /** A number outside of what training saw. */
        OUT_OF_RANGE
    }

    @Override
    public String toString() {
        return message;
    }
}
