package ml.lifecycle.internal.query;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A process that records nothing. */
final class NoRuns implements OpenRuns {

    @Override
    public void publish() {}

    @Override
    public @Nullable Map<String, Double> metrics(String id) {
        return null;
    }
}
