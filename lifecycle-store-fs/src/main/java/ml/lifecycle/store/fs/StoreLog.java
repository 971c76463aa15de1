package ml.lifecycle.store.fs;

/** Where the store says what no call can tell. Looked up when there is something to say, since that takes long. */
final class StoreLog {

    private StoreLog() {}

    static System.Logger of(Class<?> speaker) {
        return System.getLogger(speaker.getName());
    }
}
