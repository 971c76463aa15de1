package ml.lifecycle.gate;

import ml.lifecycle.report.ReportText;

/**
 * A report in the XML that CI servers read from JUnit: each check is a test. FAIL is a failure, INCONCLUSIVE an error,
 * and a check that only warns, without passing, is skipped with its sentence.
 */
final class JUnitReport {

    private JUnitReport() {}

    static String of(GateReport report) {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"gate ")
                .append(ReportText.xml(report.gate())).append("\" tests=\"")
                .append(Math.max(1, report.results().size()))
                .append("\" failures=\"").append(count(report, "FAIL"))
                .append("\" errors=\"").append(report.results().isEmpty() ? 1 : count(report, "INCONCLUSIVE"))
                .append("\" skipped=\"").append(count(report, "WARN")).append("\" time=\"0\">\n");
        if (report.results().isEmpty()) {
            test(text, report, "has checks", "error", "The gate has no checks, so it can say nothing.");
        }
        for (CheckResult result : report.results()) {
            test(text, report, result.requirement(), switch (result.label()) {
                case "PASS" -> "system-out";
                case "FAIL" -> "failure";
                case "WARN" -> "skipped";
                default -> "error";
            }, result.sentence());
        }
        if (!report.notes().isEmpty()) {
            text.append("  <system-out>").append(ReportText.xml(String.join("\n", report.notes()))).append("</system-out>\n");
        }
        return text.append("</testsuite>\n").toString();
    }

    private static long count(GateReport report, String label) {
        return report.results().stream().filter(result -> result.label().equals(label)).count();
    }

    private static void test(StringBuilder text, GateReport report, String name, String element, String sentence) {
        text.append("  <testcase classname=\"gate ").append(ReportText.xml(report.gate())).append("\" name=\"")
                .append(ReportText.xml(name)).append("\" time=\"0\">\n    <").append(element);
        if (element.equals("system-out")) {
            text.append('>').append(ReportText.xml(sentence)).append("</system-out>\n");
        } else {
            text.append(" message=\"").append(ReportText.xml(sentence)).append("\"/>\n");
        }
        text.append("  </testcase>\n");
    }
}
