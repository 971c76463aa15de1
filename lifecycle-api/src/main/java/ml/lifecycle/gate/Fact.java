package ml.lifecycle.gate;

/** Something that was tried out, with the result stated in the {@link Evidence}. */
public enum Fact {
    /** The stored model, loaded anew, answers exactly as before: alone, in a batch and in any order. */
    CONSISTENT("the stored model, loaded anew, gives the same answers"),
    /** Two fresh trainings give the same model. */
    DETERMINISTIC("two fresh trainings give the same model"),
    /** The model refuses input that its signature does not allow. */
    REFUSES_INVALID_INPUT("the model refuses invalid input"),
    /**
     * No judged row is among the training rows. If the evidence does not state it, it is found from the two tables
     * given for drift.
     */
    NO_LEAK("no judged row is among the training rows");

    private final String words;

    Fact(String words) {
        this.words = words;
    }

    /**
     * The fact in words.
     *
     * @return for example {@code the model refuses invalid input}
     */
    public String describe() {
        return words;
    }
}
