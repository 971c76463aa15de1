package ml.lifecycle.internal.gate;

import ml.lifecycle.data.Table;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.Fact;
import ml.lifecycle.gate.FactCheck;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.internal.text.Names;

/** Judges what was tried out and stated. */
final class FactJudge {

    private final FactCheck check;

    FactJudge(FactCheck check) {
        this.check = check;
    }

    CheckResult judge(Evidence evidence) {
        Evidence.Finding finding = evidence.facts().get(check.fact());
        if (finding != null) {
            String detail = Names.printable(finding.detail());
            return result(finding.holds() ? Verdict.PASS : Verdict.FAIL, Double.NaN, 0, detail.isBlank()
                    ? (finding.holds() ? "It was tried out and holds." : "It was tried out and does not hold.")
                    : detail);
        }
        Table training = evidence.reference().orElse(null);
        Table judged = evidence.current().orElse(null);
        return check.fact() == Fact.NO_LEAK && training != null && judged != null
                ? leak(training, judged)
                : result(Verdict.INCONCLUSIVE, Double.NaN, 0, "The evidence does not say; nobody tried it out.");
    }

    private CheckResult leak(Table training, Table judged) {
        RowSet rows = RowSet.of(training, judged);
        if (rows.isEmpty() || judged.rows() == 0) {
            return result(Verdict.INCONCLUSIVE, Double.NaN, judged.rows(),
                    "There is nothing to compare: no rows, or no columns that both tables have.");
        }
        int leaked = rows.count(judged);
        return result(leaked == 0 ? Verdict.PASS : Verdict.FAIL, (double) leaked / judged.rows(), judged.rows(),
                Say.count(leaked) + " of " + Say.rows(judged.rows()) + (leaked == 1 ? " is" : " are") + " also among the "
                        + Say.count(training.rows()) + " of training data.");
    }

    private CheckResult result(Verdict verdict, double observed, long rows, String sentence) {
        return new CheckResult(check.describe(), verdict, observed, Double.NaN, Double.NaN, rows, sentence);
    }
}
