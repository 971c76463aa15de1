package ml.lifecycle.testkit;

/**
 * A column that has been set to one value in all rows, waiting for what must follow. Each direction means: the answer goes
 * the other way in no row, and goes this way in at least one. Immutable.
 */
public final class ShiftAssert {

    private final Watched watched;

    ShiftAssert(Watched watched) {
        this.watched = watched;
    }

    /**
     * Requires that the score of a label rises; of a model without scores, that the label is given more often.
     *
     * @param label the label
     * @return the model on its data, for the next assertion
     * @throws ml.lifecycle.RefusedException if the model does not know the label
     */
    public ModelOnDataAssert raises(String label) {
        return watched.score(label, 1);
    }

    /**
     * Requires that the score of a label falls; of a model without scores, that the label is given less often.
     *
     * @param label the label
     * @return the model on its data, for the next assertion
     * @throws ml.lifecycle.RefusedException if the model does not know the label
     */
    public ModelOnDataAssert lowers(String label) {
        return watched.score(label, -1);
    }

    /**
     * Requires that the predicted number rises.
     *
     * @return the model on its data, for the next assertion
     */
    public ModelOnDataAssert raisesTheNumber() {
        return watched.number(1);
    }

    /**
     * Requires that the predicted number falls.
     *
     * @return the model on its data, for the next assertion
     */
    public ModelOnDataAssert lowersTheNumber() {
        return watched.number(-1);
    }
}
