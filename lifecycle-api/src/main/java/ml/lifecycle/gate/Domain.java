package ml.lifecycle.gate;

import java.util.Optional;
import java.util.stream.Stream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.report.ReportText;

/** The values that measures can have, and what follows for the bounds of checks. */
final class Domain {

    static final Bound SHARE = Bound.between(0, 1);
    static final Bound SIGNED = Bound.between(-1, 1);
    static final Bound NOT_NEGATIVE = Bound.atLeast(0);

    private Domain() {}

    /**
     * The domain of a metric that is known by the name under which it is recorded: {@code accuracy},
     * {@code train/f1_macro}, {@code recall/virginica}, {@code latency_p99_ms}.
     */
    static Optional<Bound> ofKey(String key) {
        String name = key.startsWith("train/") ? key.substring("train/".length()) : key;
        if (name.matches("latency_p[0-9.]+_ms") || name.equals(new Throughput().key())) {
            return Optional.of(NOT_NEGATIVE);
        }
        return Stream.of(MetricKind.values()).filter(kind -> isKeyOf(kind, name)).map(MetricKind::domain).findFirst();
    }

    private static boolean isKeyOf(MetricKind kind, String name) {
        if (!name.startsWith(kind.key())) {
            return false;
        }
        String rest = name.substring(kind.key().length());
        return rest.isEmpty()
                || Metric.isPerClass(kind) && (rest.startsWith("/") || rest.matches("_(macro|micro|weighted)"));
    }

    /** The domain of the difference of two values of a metric. */
    static Optional<Bound> ofDifference(Metric metric) {
        double width = width(metric);
        return Double.isFinite(width) ? Optional.of(Bound.between(-width, width)) : Optional.empty();
    }

    /** The domain of the distance of two values of a metric. */
    static Bound ofGap(Metric metric) {
        double width = width(metric);
        return Double.isFinite(width) ? Bound.between(0, width) : NOT_NEGATIVE;
    }

    private static double width(Metric metric) {
        Bound domain = metric.kind().domain();
        return domain.high() - domain.low();
    }

    /** Refuses a bound that lies outside the domain, so that no possible value passes, or every one does. */
    static void requireSense(Measure measure, Bound bound) {
        Bound domain = measure.domain().orElse(null);
        if (domain == null) {
            return;
        }
        boolean none = bound.low() > domain.high() || bound.high() < domain.low();
        boolean outside = isOutside(bound.low(), domain) || isOutside(bound.high(), domain);
        boolean every = outside && bound.low() <= domain.low() && bound.high() >= domain.high();
        if (none || every) {
            double end = isOutside(bound.low(), domain) ? bound.low() : bound.high();
            throw new RefusedException("The check '" + measure.describe() + " " + bound + "' is not allowed: "
                    + (none ? "no" : "every") + " possible value passes, since " + measure.describe() + " is always "
                    + domain + "." + hint(end, domain));
        }
    }

    /** Refuses a margin that no difference of two values can exceed. */
    static void requireMargin(Metric metric, double margin) {
        double width = width(metric);
        if (margin > width) {
            throw new RefusedException("The margin " + ReportText.exact(margin) + " is not allowed: two values of " + metric.describe()
                    + " never differ by more than " + ReportText.exact(width) + "." + hint(margin, Bound.between(0, width)));
        }
    }

    private static boolean isOutside(double end, Bound domain) {
        return Double.isFinite(end) && !domain.admits(end);
    }

    private static String hint(double end, Bound domain) {
        return Math.abs(end) > 1 && Math.abs(end) <= 100 && Double.isFinite(domain.high()) && domain.admits(end / 100)
                ? " Did you mean " + Percent.share(end) + "?" : "";
    }
}
