package ml.lifecycle.run;

/** What a run used data for. */
public enum DataRole {
    /** The model learnt from it. */
    TRAIN,
    /** Choices were made by it: hyperparameters, early stopping. */
    VALIDATION,
    /** The final measurement. */
    TEST
}
