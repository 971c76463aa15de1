package ml.lifecycle.testkit;

/** Lets a checked exception of the user's code through where the signature names none. */
final class Rethrow {

    private Rethrow() {}

    /** Never returns; declared to, so that a caller can write {@code throw}. */
    static RuntimeException unchanged(Throwable failure) {
        return Rethrow.<RuntimeException>sneak(failure);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException sneak(Throwable failure) throws E {
        throw (E) failure;
    }
}
