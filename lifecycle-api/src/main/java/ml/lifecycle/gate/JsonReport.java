package ml.lifecycle.gate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report in JSON, with the fields that the registry's log gives it. */
final class JsonReport {

    private JsonReport() {}

    static String of(GateReport report) {
        return "{\"gate\":" + quoted(report.gate()) + ",\"gateDigest\":" + quoted(report.gateDigest()) + ",\"verdict\":"
                + verdict(report.verdict()) + ",\"results\":" + results(report.results())
                + optional("modelDigest", report.modelDigest()) + optional("dataDigest", report.dataDigest())
                + ",\"data\":" + quoted(report.data()) + "}";
    }

    private static String results(List<CheckResult> results) {
        return results.stream().map(JsonReport::result).collect(Collectors.joining(",", "[", "]"));
    }

    private static String result(CheckResult result) {
        return "{\"requirement\":" + quoted(result.requirement()) + ",\"verdict\":" + verdict(result.verdict())
                + ",\"observed\":" + number(result.observed()) + ",\"low\":" + number(result.low()) + ",\"high\":"
                + number(result.high()) + ",\"rows\":" + result.rows() + ",\"sentence\":" + quoted(result.sentence())
                + (result.blocking() ? "" : ",\"warnsOnly\":true")
                + (result.parts().isEmpty() ? "" : ",\"parts\":" + results(result.parts())) + "}";
    }

    private static String optional(String key, @Nullable String text) {
        return text == null ? "" : ",\"" + key + "\":" + quoted(text);
    }

    private static String verdict(Verdict verdict) {
        return quoted(verdict.name().toLowerCase(Locale.ROOT));
    }

    /** JSON has no NaN and no infinity: these are texts. */
    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : quoted(Double.toString(value));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(character -> {
            if (character == '"' || character == '\\') {
                quoted.append('\\').append((char) character);
            } else if (character < 0x20 || character >= 0x7F) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
                quoted.append((char) character);
            }
        });
        return quoted.append('"').toString();
    }
}
