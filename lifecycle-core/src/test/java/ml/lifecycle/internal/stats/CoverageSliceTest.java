package ml.lifecycle.internal.stats;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import ml.lifecycle.internal.stats.CoverageTable.Coverage;
import ml.lifecycle.internal.stats.Shapes.Shape;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Some rows of the table of coverage, with few trials. */
class CoverageSliceTest {

    @ParameterizedTest(name = "{0}, {1}, {2} rows")
    @DisplayName("95 % bounds hold, or there are none")
    @CsvSource({"accuracy, exponential weights, 50, 2000", "f1/c1, 5 % in a class, 100, 2000",
            "balanced_accuracy, exponential weights, 50, 2000", "f1_macro, 2 classes, 50, 500",
            "f1_macro, 5 % in a class, 100, 500", "precision_macro, 5 % in a class, 100, 2000", "mcc, exponential weights, 100, 500",
            "average_precision/c1, 5 % in a class, 500, 500", "calibration_error, calibrated, 100, 300",
            "calibration_error, overconfident, 100, 300"})
    void holds(String metric, String shape, int rows, int trials) {
        List<Shape> found = Shapes.all().stream()
                .filter(each -> each.metric().key().equals(metric) && each.name().equals(shape)).toList();
        Coverage coverage = Coverage.of(found.get(0), found.get(0).truth(), rows, trials);
        assertTrue(coverage.without() < 0.5 && coverage.lower() >= 0.925 && coverage.upper() >= 0.925, coverage::toString);
    }
}
