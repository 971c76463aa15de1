package ml.lifecycle.testkit;

/** A number that grows while all else in a row stays, waiting for what must follow. Immutable. */
public final class TrendAssert {

    private final Watched watched;

    TrendAssert(Watched watched) {
        this.watched = watched;
    }

    /**
     * Requires that the score of a label never falls; of a model without scores, that the label is not lost once given.
     *
     * @param label the label
     * @return the model on its data, for the next assertion
     * @throws ml.lifecycle.RefusedException if the model does not know the label
     */
    public ModelOnDataAssert neverLowers(String label) {
        return watched.score(label, 1);
    }

    /**
     * Requires that the score of a label never rises; of a model without scores, that the label is not given once lost.
     *
     * @param label the label
     * @return the model on its data, for the next assertion
     * @throws ml.lifecycle.RefusedException if the model does not know the label
     */
    public ModelOnDataAssert neverRaises(String label) {
        return watched.score(label, -1);
    }

    /**
     * Requires that the predicted number never falls.
     *
     * @return the model on its data, for the next assertion
     */
    public ModelOnDataAssert neverLowersTheNumber() {
        return watched.number(1);
    }

    /**
     * Requires that the predicted number never rises.
     *
     * @return the model on its data, for the next assertion
     */
    public ModelOnDataAssert neverRaisesTheNumber() {
        return watched.number(-1);
    }
}
