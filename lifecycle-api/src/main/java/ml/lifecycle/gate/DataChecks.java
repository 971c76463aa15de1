package ml.lifecycle.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.DriftSettings;
import ml.lifecycle.data.Profile;
import ml.lifecycle.signature.ColumnType;

/**
 * What can be expected of data, in the language of gates: such a check stands in a {@link QualityGate} beside those on
 * models, and judges the current data of the evidence.
 *
 * <pre>{@code
 * QualityGate.named("iris data")
 *         .require(column("petal_length").isBetween(0, 10))
 *         .require(column("species").isOneOf("setosa", "versicolor", "virginica"))
 *         .require(column("petal_width").missing().atMost(0.01))
 *         .evaluate(snapshot.table()).orThrow();
 * }</pre>
 */
public final class DataChecks {

    private static final int LEVELS = 20;
    private static final int ROWS_OF_IDS = 20;
    private static final double SLACK = 0.1;

    private DataChecks() {}

    /**
     * Asks something of a column.
     *
     * @param name the column
     * @return what can be asked
     */
    public static ColumnChecks column(String name) {
        return new ColumnChecks(name);
    }

    /**
     * There are these columns, and perhaps others.
     *
     * @param names the columns
     * @return the check
     * @throws ml.lifecycle.RefusedException if there are none
     */
    public static SchemaCheck columns(String... names) {
        return new SchemaCheck(Arrays.stream(names).map(name -> new SchemaCheck.Field(name, null)).toList(), false);
    }

    /**
     * The columns are those of a profile, in name, type and order.
     *
     * @param profile the profile
     * @return the check
     * @throws ml.lifecycle.RefusedException if there are none
     */
    public static SchemaCheck sameColumnsAs(Profile profile) {
        return new SchemaCheck(profile.columns().stream()
                .map(column -> new SchemaCheck.Field(column.name(), column.type())).toList(), true);
    }

    /**
     * The number of rows of the judged data.
     *
     * @return the measure
     */
    public static DataMeasure rowCount() {
        return new DataMeasure(DataMeasure.Statistic.ROWS, null, 0, null);
    }

    /**
     * The number of rows that repeat another one, estimated where there are more than 1,000 different rows.
     *
     * @return the measure
     */
    public static DataMeasure duplicateRows() {
        return new DataMeasure(DataMeasure.Statistic.DUPLICATE_ROWS, null, 0, null);
    }

    /**
     * Proposes what to expect of data that looks as a profile says; a start for people who know what is behind the numbers.
     * The columns are the same; a column that is never missing stays present, and of another one no more
     * is missing but for two points and chance; numbers stay in their range, a tenth of it
     * added on both sides, and not below 0 where they were not; few texts that repeat are all there are; a column that
     * names each row goes on doing so.
     *
     * @param profile of data that is as it should be
     * @return a gate named {@code data}
     * @throws ml.lifecycle.RefusedException if there are no columns
     */
    public static QualityGate expectationsFrom(Profile profile) {
        List<Check> checks = new ArrayList<>();
        checks.add(rowCount().atLeast(1));
        checks.add(sameColumnsAs(profile));
        profile.columns().forEach(column -> propose(column, checks));
        return new QualityGate("data", checks);
    }

    private static void propose(ColumnProfile profile, List<Check> checks) {
        ColumnChecks column = column(profile.name());
        long present = profile.rows() - profile.missing();
        if (present == 0) {
            return;
        }
        checks.add(profile.missing() == 0 ? column.isPresent() : column.missing().atMost(mostMissing(profile)));
        boolean names = profile.exact() && profile.distinct() == profile.rows() && profile.rows() >= ROWS_OF_IDS;
        if (names && (profile.type() == ColumnType.TEXT || profile.type() == ColumnType.INTEGER)) {
            checks.add(column.isUnique());
        } else if (!Double.isNaN(profile.min())) {
            double slack = SLACK * (profile.max() - profile.min());
            double low = profile.min() >= 0 ? Math.max(0, profile.min() - slack) : profile.min() - slack;
            if (Double.isFinite(low) && Double.isFinite(profile.max() + slack)) {
                checks.add(column.isBetween(rounded(low, slack), rounded(profile.max() + slack, slack)));
            }
        }
        boolean few = profile.type() == ColumnType.TEXT && profile.exact() && profile.distinct() <= LEVELS
                && 2 * profile.distinct() <= present && profile.top().keySet().stream().noneMatch(text -> text.endsWith("…"));
        if (few) {
            checks.add(column.isOneOf(profile.top().keySet().stream().sorted().toArray(String[]::new)));
        }
    }

    /** The share of missing values, with what matters in drift, and three standard errors for chance; in whole percents. */
    private static double mostMissing(ColumnProfile profile) {
        double share = (double) profile.missing() / profile.rows();
        double room = DriftSettings.usual().missing() + 3 * Math.sqrt(share * (1 - share) / profile.rows());
        return Math.min(1, Math.ceil(100 * (share + room)) / 100);
    }

    /** Rounded to a hundredth of the slack or less, so that people can read it and the data stays within. */
    private static double rounded(double value, double slack) {
        return slack == 0 ? value
                : new BigDecimal(value).setScale(2 - (int) Math.floor(Math.log10(slack)), RoundingMode.HALF_EVEN).doubleValue();
    }
}
