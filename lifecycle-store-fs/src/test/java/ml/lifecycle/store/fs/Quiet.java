package ml.lifecycle.store.fs;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps the store's warnings out of the output of tests that cause thousands of them on purpose. */
final class Quiet implements BeforeAllCallback, AfterAllCallback {

    private static final Logger LOGGER = Logger.getLogger("ml.lifecycle.store.fs");

    @Override
    public void beforeAll(ExtensionContext context) {
        LOGGER.setLevel(Level.OFF);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        LOGGER.setLevel(null);
    }
}
