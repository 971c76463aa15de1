package ml.lifecycle.gate;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much greater a metric is than that of the champion, or of another baseline. With a confidence, rows are drawn
 * anew in pairs. {@code change(rmse()).relatively().atMost(-0.05)} asks for an error that is 5 % smaller.
 *
 * @param metric the metric
 * @param relative whether the difference is divided by the baseline's value, without its sign
 * @param baseline the name of the baseline in the evidence, or {@code null} for the champion
 */
public record Change(Metric metric, boolean relative, @Nullable String baseline) implements Measure {

    /**
     * As a share of the baseline's value.
     *
     * @return the measure
     */
    public Change relatively() {
        return new Change(metric, true, baseline);
    }

    /**
     * Against a baseline that the evidence names, instead of the champion.
     *
     * @param baseline its name
     * @return the measure
     */
    public Change from(String baseline) {
        return new Change(metric, relative, baseline);
    }

    @Override
    public Optional<Bound> domain() {
        return relative ? Optional.empty() : Domain.ofDifference(metric);
    }

    @Override
    public String describe() {
        return (relative ? "relative change of " : "change of ") + metric.describe() + " from "
                + (baseline == null ? "the champion" : baseline);
    }

    @Override
    public String toString() {
        return describe();
    }
}
