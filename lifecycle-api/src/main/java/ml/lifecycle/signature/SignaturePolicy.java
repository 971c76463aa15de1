package ml.lifecycle.signature;

import java.util.EnumMap;
import java.util.Map;
import ml.lifecycle.signature.SignatureViolation.Kind;

/**
 * What is done with a row that breaks a signature, for each kind of violation. Immutable.
 *
 * <p>Each kind that is not mentioned is refused. A missing value that is accepted reaches the model as an absent
 * feature; an extra column that is accepted is dropped; a wrongly typed value that is accepted is handed to the model
 * as if it were absent.
 *
 * <p>It also says what is done with a refused row where many rows are measured together: in evidence, in runs, in drift.
 */
public final class SignaturePolicy {

    /** What is done. */
    public enum Reaction {
        /** The row gets no prediction; {@link SignatureException}. */
        REFUSE,
        /** The row gets a prediction that carries the violation, and the log gets a line. */
        WARN,
        /** The row gets a prediction. */
        ACCEPT
    }

    /** What a refused row counts for where a model is measured. It is counted and named in either case. */
    public enum Refused {
        /** The row counts as not answered, which is wrong whatever the truth; what needs a number or a score cannot be told. */
        NOT_ANSWERED,
        /** The row counts for nothing. */
        LEFT_OUT
    }

    private static final SignaturePolicy STRICT =
            new SignaturePolicy(new EnumMap<>(Kind.class), Refused.NOT_ANSWERED);

    private final EnumMap<Kind, Reaction> reactions;
    private final Refused refused;

    private SignaturePolicy(EnumMap<Kind, Reaction> reactions, Refused refused) {
        this.reactions = reactions;
        this.refused = refused;
    }

    /**
     * Refuses everything.
     *
     * @return the default policy
     */
    public static SignaturePolicy strict() {
        return STRICT;
    }

    /**
     * The same policy with another reaction to one kind.
     *
     * @param kind the kind of violation
     * @param reaction what is done
     * @return the changed policy
     */
    public SignaturePolicy on(Kind kind, Reaction reaction) {
        EnumMap<Kind, Reaction> changed = new EnumMap<>(reactions);
        changed.put(kind, reaction);
        return new SignaturePolicy(changed, refused);
    }

    /**
     * The same policy with a reaction to one kind, unless it says one itself.
     *
     * @param kind the kind of violation
     * @param reaction what is done
     * @return the policy
     */
    public SignaturePolicy unlessSaid(Kind kind, Reaction reaction) {
        return reactions.containsKey(kind) ? this : on(kind, reaction);
    }

    /**
     * The same policy with another word on refused rows that are measured.
     *
     * @param refused what such a row counts for
     * @return the changed policy
     */
    public SignaturePolicy refused(Refused refused) {
        return new SignaturePolicy(reactions, refused);
    }

    /**
     * What a refused row counts for where many rows are measured.
     *
     * @return {@link Refused#NOT_ANSWERED} unless said otherwise
     */
    public Refused refused() {
        return refused;
    }

    /**
     * What is done about a kind.
     *
     * @param kind the kind of violation
     * @return the reaction
     */
    public Reaction reaction(Kind kind) {
        return reactions.getOrDefault(kind, Reaction.REFUSE);
    }

    @Override
    public String toString() {
        return (reactions.isEmpty() ? "strict" : "strict, except " + Map.copyOf(reactions))
                + (refused == Refused.LEFT_OUT ? ", refused rows left out" : "");
    }
}
