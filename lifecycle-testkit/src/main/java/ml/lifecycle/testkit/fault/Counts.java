package ml.lifecycle.testkit.fault;

import ml.lifecycle.Printable;

/** How much was tried, for the output of a build: a proof that tried nothing proves nothing. */
record Counts(String text) implements Printable {

    static void print(String text) {
        new Counts(text).print();
    }

    @Override
    public String toString() {
        return text;
    }
}
