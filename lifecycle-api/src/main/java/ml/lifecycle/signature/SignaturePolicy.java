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

    private static final SignaturePolicy STRICT = new SignaturePolicy(new EnumMap<>(Kind.class));

    private final EnumMap<Kind, Reaction> reactions;

    private SignaturePolicy(EnumMap<Kind, Reaction> reactions) {
        this.reactions = reactions;
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
        return new SignaturePolicy(changed);
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
        return reactions.isEmpty() ? "strict" : "strict, except " + Map.copyOf(reactions);
    }
}
