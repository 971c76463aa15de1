package ml.lifecycle.signature;

import java.util.List;
import ml.lifecycle.RefusedException;

/** A row was refused because it breaks the signature of the model; the message lists all that is wrong with it. */
public final class SignatureException extends RefusedException {

    private static final long serialVersionUID = 1L;

    /** The violations; not serialized, the message has them all. */
    private final transient List<SignatureViolation> violations;

    /**
     * Creates the exception.
     *
     * @param message names the model and lists the violations
     * @param violations all that is wrong with the row
     */
    public SignatureException(String message, List<SignatureViolation> violations) {
        super(message);
        this.violations = List.copyOf(violations);
    }

    /**
     * All that is wrong with the row.
     *
     * @return the violations, in the order of the columns, extra columns last
     */
    public List<SignatureViolation> violations() {
        return violations == null ? List.of() : violations;
    }
}
