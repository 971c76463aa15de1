package ml.lifecycle.run;

import ml.lifecycle.Printable;

/**
 * How a training that was done again, from nothing but what its run recorded, compares with the recorded one.
 *
 * <p>Of a run that trained several models and kept none of them, a cross-validation or a search, the outcome is the worst
 * of one, the difference says of which, and the digests are those of all digests.
 *
 * @param run the id of the run
 * @param outcome how the two models compare
 * @param difference the first difference, as a sentence; empty if they are identical
 * @param recorded the digest of the recorded model: the SHA-256, as 64 hexadecimal digits, of what it has learnt
 * @param reproduced the digest of the model that was trained now
 */
public record Reproduction(String run, Outcome outcome, String difference, String recorded, String reproduced)
        implements Printable {

    /** How the model that was trained again compares with the recorded one, the best first. */
    public enum Outcome {
        /** All that was learnt is the same, bit for bit. */
        IDENTICAL,
        /**
         * The models differ, and give the same answers and scores for all rows they were trained and measured on; where no
         * model was kept, all metrics are the same.
         */
        EQUIVALENT,
        /** They give different answers. */
        DIFFERENT
    }

    /** The outcome, the digests, and a line that does it again. */
    @Override
    public String toString() {
        return outcome + (difference.isEmpty() ? "" : ": " + difference)
                + "\n  recorded    " + recorded + "\n  reproduced  " + reproduced
                + "\n  again with  lifecycle.reproduce(lifecycle.run(\"" + run + "\")).print()";
    }
}
