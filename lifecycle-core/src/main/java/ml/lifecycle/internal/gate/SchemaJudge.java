package ml.lifecycle.internal.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.SchemaCheck;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.signature.ColumnType;

/** Judges which columns there are. */
final class SchemaJudge {

    private final SchemaCheck check;

    SchemaJudge(SchemaCheck check) {
        this.check = check;
    }

    CheckResult judge(Evidence evidence) {
        Table table = evidence.current().orElse(null);
        if (table == null) {
            return result(Verdict.INCONCLUSIVE, 0, "There is no data to judge.");
        }
        List<String> wrong = new ArrayList<>();
        for (SchemaCheck.Field field : check.columns()) {
            Optional<TableColumn> column = ValueJudge.column(table, field.name());
            if (column.isEmpty()) {
                wrong.add("there is no " + Say.name(field.name()));
            } else if (field.type() != null && !accepts(field.type(), column.get().type())) {
                wrong.add(Say.name(field.name()) + " is " + column.get().type() + ", not " + field.type());
            }
        }
        List<String> asked = check.columns().stream().map(SchemaCheck.Field::name).toList();
        List<String> there = table.columns().stream().map(TableColumn::name).toList();
        if (check.exact()) {
            there.stream().filter(name -> !asked.contains(name)).forEach(name -> wrong.add(Say.name(name) + " is new"));
            if (wrong.isEmpty() && !asked.equals(there)) {
                wrong.add("the order is another: " + ValueJudge.names(table));
            }
        }
        return wrong.isEmpty()
                ? result(Verdict.PASS, table.rows(), "The data has " + (check.exact() ? "just " : "") + "what is asked for.")
                : result(Verdict.FAIL, table.rows(), sentence(wrong));
    }

    private static boolean accepts(ColumnType asked, ColumnType found) {
        return asked == found || asked == ColumnType.NUMBER && found == ColumnType.INTEGER;
    }

    private static String sentence(List<String> parts) {
        String joined = String.join("; ", parts);
        return Character.toUpperCase(joined.charAt(0)) + joined.substring(1) + ".";
    }

    private CheckResult result(Verdict verdict, long rows, String sentence) {
        return new CheckResult(check.describe(), verdict, Double.NaN, Double.NaN, Double.NaN, rows, sentence);
    }
}
