package ml.lifecycle.internal.data;

import java.io.FilterInputStream;
import java.io.InputStream;

/** A stream that its owner closes. */
final class Unclosed extends FilterInputStream {

    Unclosed(InputStream in) {
        super(in);
    }

    @Override
    public void close() {
        // The one who opened the stream closes it.
    }
}
