package ml.lifecycle.internal.gate;

import java.util.Arrays;
import java.util.Optional;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.gate.DataMeasure;
import ml.lifecycle.internal.stats.Estimate;
import ml.lifecycle.signature.ColumnType;

/** Measures data. */
final class DataMeasuring {

    private final DataMeasure measure;

    DataMeasuring(DataMeasure measure) {
        this.measure = measure;
    }

    Measured of(Trial trial) {
        Table table = trial.candidate().current().orElse(null);
        if (table == null) {
            return Measured.none("there is no data to judge", 0);
        }
        if (measure.column() == null) {
            return measured(measure.statistic() == DataMeasure.Statistic.ROWS
                    ? table.rows() : table.profile().duplicateRows(), table.rows());
        }
        Optional<TableColumn> column = ValueJudge.column(table, measure.column());
        if (column.isEmpty()) {
            return Measured.none("there is no column " + Say.name(measure.column())
                    + Say.meant(measure.column(), table.columns().stream().map(TableColumn::name).toList()) + "; there are "
                    + ValueJudge.names(table), table.rows());
        }
        return of(column.get(), table.profile().column(measure.column()));
    }

    private Measured of(TableColumn column, ColumnProfile profile) {
        long present = profile.rows() - profile.missing();
        if (profile.rows() == 0 || present == 0 && measure.statistic() != DataMeasure.Statistic.MISSING) {
            return Measured.none("the column has no values", profile.rows());
        }
        boolean numbers = profile.type() == ColumnType.NUMBER || profile.type() == ColumnType.INTEGER;
        boolean needsNumbers = switch (measure.statistic()) {
            case MEAN, STANDARD_DEVIATION, QUANTILE -> true;
            default -> false;
        };
        if (needsNumbers && !numbers) {
            return Measured.none("the column is " + profile.type() + " and has no numbers", profile.rows());
        }
        double value = switch (measure.statistic()) {
            case MISSING -> (double) profile.missing() / profile.rows();
            case DISTINCT -> profile.distinct();
            case MEAN -> profile.mean();
            case STANDARD_DEVIATION -> profile.standardDeviation();
            case QUANTILE -> quantile(column, measure.quantile());
            default -> share(column, present);
        };
        return Double.isNaN(value) ? Measured.none("one value has no spread", profile.rows())
                : measured(value, profile.rows());
    }

    private static Measured measured(double value, long rows) {
        return Measured.onRows(Estimate.point(value, rows));
    }

    private static double quantile(TableColumn column, double quantile) {
        double[] values = new double[column.size()];
        int count = 0;
        for (int row = 0; row < values.length; row++) {
            if (!column.isMissing(row)) {
                values[count++] = column.number(row);
            }
        }
        Arrays.sort(values, 0, count);
        double position = (count - 1) * quantile;
        int below = (int) Math.floor(position);
        double share = position - below;
        return share == 0 ? values[below] : values[below] * (1 - share) + values[below + 1] * share;
    }

    private double share(TableColumn column, long present) {
        long found = 0;
        for (int row = 0; row < column.size(); row++) {
            found += String.valueOf(measure.label()).equals(column.text(row)) ? 1 : 0;
        }
        return (double) found / present;
    }
}
