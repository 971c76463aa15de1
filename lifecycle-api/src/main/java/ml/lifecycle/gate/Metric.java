package ml.lifecycle.gate;

import java.util.Locale;
import java.util.Optional;
import ml.lifecycle.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * A metric that is computed from predictions, or was recorded under {@link #key()}.
 *
 * @param kind which metric
 * @param label the class that counts, or {@code null} for all
 * @param average how the classes become one value; {@code null} where the metric has one value anyway, or a label is
 *         given
 */
public record Metric(MetricKind kind, @Nullable String label, @Nullable Average average) implements Measure {

    /**
     * Checks that label and average fit the kind.
     *
     * @throws RefusedException if they do not
     */
    public Metric {
        boolean perClass = isPerClass(kind);
        if (perClass == (label == null && average == null) || (label != null && average != null)) {
            throw new RefusedException("The metric " + kind.key() + (perClass
                    ? " needs either a class or an average." : " has neither a class nor an average."));
        }
    }

    static boolean isPerClass(MetricKind kind) {
        return switch (kind) {
            case PRECISION, RECALL, F1, ROC_AUC, AVERAGE_PRECISION -> true;
            default -> false;
        };
    }

    static Metric of(MetricKind kind) {
        return new Metric(kind, null, isPerClass(kind) ? Average.MACRO : null);
    }

    /**
     * The same metric of one class.
     *
     * @param label the class
     * @return the metric of that class
     * @throws RefusedException if the metric is not one of classes
     */
    public Metric of(String label) {
        return new Metric(kind, label, null);
    }

    /**
     * The same metric with another average over the classes.
     *
     * @param average how the classes become one value
     * @return the metric of all classes
     * @throws RefusedException if the metric is not one of classes
     */
    public Metric average(Average average) {
        return new Metric(kind, null, average);
    }

    /**
     * The metric in each group of rows, of which the worst counts.
     *
     * @param column the column of the evidence that names the group of each row
     * @return the measure
     */
    public WorstGroup perGroup(String column) {
        return new WorstGroup(this, column);
    }

    /**
     * The name under which it is recorded in a run.
     *
     * @return {@code accuracy}, {@code f1_macro}, {@code recall/virginica}
     */
    public String key() {
        if (label != null) {
            return kind.key() + "/" + label;
        }
        return average == null ? kind.key() : kind.key() + "_" + average.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<Bound> domain() {
        return Optional.of(kind.domain());
    }

    @Override
    public String describe() {
        String name = kind.key().replace('_', ' ');
        if (label != null) {
            return name + " of " + label;
        }
        return average == null ? name : average.name().toLowerCase(Locale.ROOT) + " " + name;
    }

    @Override
    public String toString() {
        return describe();
    }
}
