/** The default store: one directory, crash-safe, used by many threads and processes at once. */
module ml.lifecycle.store.fs {
    requires transitive ml.lifecycle.api;
    requires static org.jspecify;

    provides ml.lifecycle.spi.StoreProvider with
            ml.lifecycle.store.fs.DirectoryStoreProvider;
}
