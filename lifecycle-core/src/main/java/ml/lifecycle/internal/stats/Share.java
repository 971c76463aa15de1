package ml.lifecycle.internal.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * A share of rows with its exact bounds (C. J. Clopper, E. S. Pearson, Biometrika 26 (1934)), or what grows with it.
 *
 * <p>The numbers need not be whole: rows with weights count as many as would be as sure, by L. Kish, Survey Sampling (1965); see
 * E. L. Korn, B. I. Graubard, Confidence intervals for proportions with small expected number of positive counts, Survey
 * Methodology 24 (1998).
 *
 * @param right 0 to {@code rows}
 * @param rows more than 0
 * @param f1 whether F1 is meant, whose Jaccard index this is the share of: {@code F1 = 2 J / (1 + J)}
 */
record Share(double right, double rows, boolean f1) {

    Share(double right, double rows) {
        this(right, rows, false);
    }

    double value() {
        return of(right / rows);
    }

    private double of(double share) {
        return f1 ? 2 * share / (1 + share) : share;
    }

    /** The bound by the share of the distribution below it. */
    double quantile(double share) {
        double wrong = rows - right;
        if (share < 0.5) {
            return right <= 0 ? 0 : of(BetaDistribution.of(right, wrong + 1).inverseCumulativeProbability(share));
        }
        return wrong <= 0 ? of(1) : of(BetaDistribution.of(right + 1, wrong).inverseCumulativeProbability(share));
    }

    Spread spread(String method) {
        return new Spread.Formula(method, this::quantile);
    }
}
