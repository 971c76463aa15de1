package ml.lifecycle.internal.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.gate.DataMeasure;
import ml.lifecycle.internal.data.Fingerprints;
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
            return ofRows(table);
        }
        Optional<TableColumn> column = ValueJudge.column(table, measure.column());
        if (column.isEmpty()) {
            return Measured.none("there is no column " + Say.name(measure.column())
                    + Say.meant(measure.column(), table.columns().stream().map(TableColumn::name).toList()) + "; there are "
                    + ValueJudge.names(table), table.rows());
        }
        return of(table, column.get(), table.profile().column(measure.column()));
    }

    /** Repeated rows are counted one by one: what a profile keeps of them is an estimate. */
    private Measured ofRows(Table table) {
        if (measure.statistic() == DataMeasure.Statistic.ROWS) {
            return measured(table.rows(), table.rows());
        }
        return table.rows() == 0 ? Measured.none("there are no rows", 0) : measured(table.rows()
                - Fingerprints.different(table, table.columns().stream().map(TableColumn::name).toList()), table.rows());
    }

    private Measured of(Table table, TableColumn column, ColumnProfile profile) {
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
            case DISTINCT -> Fingerprints.different(table, List.of(column.name())) - (profile.missing() > 0 ? 1 : 0);
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
        IntPredicate has = WrittenValues.in(column, List.of(String.valueOf(measure.label())));
        long found = IntStream.range(0, column.size()).filter(row -> !column.isMissing(row) && has.test(row)).count();
        return (double) found / present;
    }
}
