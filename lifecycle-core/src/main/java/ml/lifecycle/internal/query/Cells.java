package ml.lifecycle.internal.query;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.run.RunTable;
import org.jspecify.annotations.Nullable;

/** The cells of tables, as a person reads them. */
final class Cells {

    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

    private Cells() {}

    static RunTable table(List<RunRecord> runs, List<Field> fields, int width) {
        List<List<String>> rows = new ArrayList<>();
        for (RunRecord run : runs) {
            rows.add(fields.stream().map(field -> of(run, field, width)).toList());
        }
        return new RunTable(headings(fields), rows);
    }

    /** Names without prefix, unless that would give two columns the same heading. */
    private static List<String> headings(List<Field> fields) {
        return fields.stream().map(field -> {
            boolean twice = fields.stream().filter(other -> other.label().equals(field.label())).count() > 1;
            return Names.printable(twice ? field.toString() : field.label());
        }).toList();
    }

    /** A cell; a text longer than the width is cut. */
    static String of(RunRecord run, Field field, int width) {
        String text = text(run, field);
        String shown = text == null ? "" : Names.printable(text);
        return shown.length() <= width ? shown : shown.substring(0, width - 1) + "…";
    }

    private static @Nullable String text(RunRecord run, Field field) {
        return switch (field.kind()) {
            case METRIC -> {
                Double value = run.metrics().get(field.name());
                yield value == null ? null : number(field.name(), value);
            }
            case PARAM -> run.params().get(field.name());
            case TAG -> run.tags().get(field.name());
            case ID -> run.id();
            case NAME -> run.name();
            case STATUS -> run.status().toString();
            case EXPERIMENT -> run.experiment();
            case PARENT -> run.parent();
            case START_TIME -> run.startedAt().toString();
            case END_TIME -> run.endedAt() == null ? null : run.endedAt().toString();
            case DURATION -> run.duration().map(time -> milliseconds(time.toMillis())).orElse(null);
        };
    }

    /** A number with at most four digits that mean something; times and sizes with their unit. */
    static String number(String metric, double value) {
        if (Double.isFinite(value) && metric.endsWith("_ms")) {
            return milliseconds(value);
        }
        if (Double.isFinite(value) && metric.endsWith("_bytes")) {
            return bytes(value);
        }
        return plain(value);
    }

    private static String milliseconds(double value) {
        double size = Math.abs(value);
        if (size >= 1000) {
            return plain(value / 1000) + " s";
        }
        return size >= 1 || size == 0 ? plain(value) + " ms" : plain(value * 1000) + " µs";
    }

    private static String bytes(double value) {
        double size = Math.abs(value);
        if (size >= 1e6) {
            return plain(value / 1e6) + " MB";
        }
        return size >= 1e3 ? plain(value / 1e3) + " kB" : plain(value) + " B";
    }

    private static String plain(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(value);
        if (size >= 1000 && size < 1e9) {
            return exact.setScale(0, RoundingMode.HALF_EVEN).toPlainString();
        }
        BigDecimal rounded = exact.round(FOUR_DIGITS).stripTrailingZeros();
        return size >= 1e-4 && size < 1e9 ? rounded.toPlainString() : scientific(rounded);
    }

    private static String scientific(BigDecimal number) {
        int exponent = number.precision() - number.scale() - 1;
        return number.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }
}
