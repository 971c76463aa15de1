package ml.lifecycle.testkit;

import java.util.List;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.Verdict;

/** Assertions on the report of a gate. Immutable; each assertion gives the subject for the next. */
public final class ReportAssert {

    private final GateReport report;
    private final Outcome outcome;

    ReportAssert(GateReport report, Outcome outcome) {
        this.report = report;
        this.outcome = outcome;
    }

    /**
     * Requires that all checks of the gate pass.
     *
     * @return this assertion
     */
    public ReportAssert passes() {
        return hasVerdict(Verdict.PASS);
    }

    /**
     * Requires a verdict, for tests of the gate itself.
     *
     * @param verdict the verdict
     * @return this assertion
     */
    public ReportAssert hasVerdict(Verdict verdict) {
        if (report.verdict() != verdict) {
            List<String> open = report.results().stream()
                    .filter(result -> result.verdict() != Verdict.PASS && result.blocking())
                    .map(CheckResult::requirement)
                    .toList();
            outcome.failed(Facts.of("Expected gate '" + report.gate() + "' to say " + verdict + ", but it says "
                            + report.verdict() + ".")
                    .lines("not passed", open)
                    .fact("report", report)
                    .fact("to do", report.results().isEmpty()
                            ? "give the gate checks; what checked nothing does not pass"
                            : "read the sentence below each check that did not pass")
                    .error(verdict, report.verdict()));
        }
        return this;
    }
}
