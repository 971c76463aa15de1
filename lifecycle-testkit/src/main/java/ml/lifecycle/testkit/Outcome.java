package ml.lifecycle.testkit;

import org.opentest4j.AssertionFailedError;

/** Where failures go: thrown at once, or collected. */
@FunctionalInterface
interface Outcome {

    /** Ends the test at the first failure. */
    Outcome THROW = failure -> {
        throw failure;
    };

    void failed(AssertionFailedError failure);
}
