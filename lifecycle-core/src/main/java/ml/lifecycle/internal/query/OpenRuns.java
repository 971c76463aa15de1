package ml.lifecycle.internal.query;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The runs of one experiment that this process is recording now. */
public interface OpenRuns {

    /** Hands to the store what was recorded and is still in memory, so that a query sees it. */
    void publish();

    /**
     * The latest metrics of a run.
     *
     * @param id its id
     * @return values by name in the order of recording, or {@code null} if this process is not recording it
     */
    @Nullable Map<String, Double> metrics(String id);
}
