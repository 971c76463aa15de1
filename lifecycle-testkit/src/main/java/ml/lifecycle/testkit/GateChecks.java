package ml.lifecycle.testkit;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.testkit.internal.Show;
import org.junit.jupiter.api.DynamicTest;

/** The checks of a gate that was evaluated, each as a test; what a method with {@code @GateTest} returns. Immutable. */
public final class GateChecks implements Iterable<DynamicTest> {

    private final GateReport report;

    private GateChecks(GateReport report) {
        this.report = report;
    }

    /**
     * The checks of a report, for evidence from elsewhere than a {@link LabelledData}.
     *
     * @param report what a gate said
     * @return one test for each check; for a gate without checks one that fails
     */
    public static GateChecks of(GateReport report) {
        return new GateChecks(report);
    }

    /**
     * What the gate said.
     *
     * @return the report
     */
    public GateReport report() {
        return report;
    }

    @Override
    public Iterator<DynamicTest> iterator() {
        if (report.results().isEmpty()) {
            return List.of(DynamicTest.dynamicTest("gate '" + report.gate() + "' has checks",
                    () -> new ReportAssert(report, Outcome.THROW).passes())).iterator();
        }
        return IntStream.range(0, report.results().size())
                .mapToObj(index -> test(report.results().get(index)))
                .iterator();
    }

    private DynamicTest test(CheckResult result) {
        return DynamicTest.dynamicTest(result.requirement(), () -> {
            if (result.verdict() != Verdict.PASS && result.blocking()) {
                throw failure(result);
            }
        });
    }

    private AssertionError failure(CheckResult result) {
        String observed = Double.isNaN(result.observed()) ? "nothing" : Show.number(result.observed());
        return Facts.of("Gate '" + report.gate() + "': " + result.requirement()
                        + (result.verdict() == Verdict.FAIL ? " does not hold." : " could not be shown."))
                .fact("required", result.requirement())
                .fact("observed", observed + " over " + Show.count(result.rows(), "row"))
                .fact("data", report.data().isEmpty() ? "not named" : report.data())
                .fact("says", result.sentence())
                .fact("to do", result.verdict() == Verdict.FAIL
                        ? "improve the model or the data; the gate is what was agreed"
                        : "give the check what it needs; what checked nothing does not pass")
                .error(result.requirement(), observed);
    }
}
