package ml.lifecycle.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ml.lifecycle.internal.signature.RowCheck;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignatureViolation;
import org.jspecify.annotations.Nullable;

/** Checks rows against a signature by the rules of a strict predictor, without a model. */
public final class SignatureCheck {

    private final RowCheck check;

    private SignatureCheck(RowCheck check) {
        this.check = check;
    }

    /**
     * Prepares the check of rows.
     *
     * @param signature the contract
     * @return the check; safe for use by several threads
     */
    public static SignatureCheck of(Signature signature) {
        return new SignatureCheck(new RowCheck(signature));
    }

    /**
     * Checks a row.
     *
     * @param row values by column
     * @return all that is wrong with it, in the order of the columns, extra columns last; empty if nothing is
     */
    public List<SignatureViolation> violations(Map<String, ? extends @Nullable Object> row) {
        List<SignatureViolation> violations = new ArrayList<>();
        check.check(row, violations);
        return violations;
    }
}
