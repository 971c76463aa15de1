package ml.lifecycle.internal.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.run.RunStatus;
import ml.lifecycle.run.RunTable;

/**
 * The columns of a table that names none: the run, its status unless all have finished, the params that differ, and as
 * many metrics as fit.
 */
final class DefaultColumns {

    private static final int LINE = 80;
    /** What params may take of a line, so that metrics have room. */
    private static final int PARAMS = 50;
    private static final int GAP = 2;
    private static final int CELL = 24;

    private final List<RunRecord> runs;
    private final List<Field> columns = new ArrayList<>();
    private int width = -GAP;

    private DefaultColumns(List<RunRecord> runs) {
        this.runs = runs;
    }

    /**
     * The table.
     *
     * @param runs the rows
     * @param preferred names of metrics that are shown first, whether or not these runs have them
     */
    static RunTable table(List<RunRecord> runs, List<String> preferred) {
        DefaultColumns choice = new DefaultColumns(runs);
        choice.choose(preferred);
        RunTable table = Cells.table(runs, choice.columns, CELL);
        List<String> headings = new ArrayList<>(table.columns());
        headings.set(0, "run");
        return new RunTable(headings, table.rows());
    }

    private void choose(List<String> preferred) {
        add(Field.attribute("name"), LINE);
        if (runs.stream().anyMatch(run -> run.status() != RunStatus.FINISHED)) {
            add(Field.attribute("status"), LINE);
        }
        Set<String> params = new LinkedHashSet<>();
        Set<String> recorded = new LinkedHashSet<>();
        for (RunRecord run : runs) {
            params.addAll(run.params().keySet());
            recorded.addAll(run.metrics().keySet());
        }
        params.stream().filter(this::differs).forEach(name -> add(new Field(Field.Kind.PARAM, name), PARAMS));
        Set<String> metrics = new LinkedHashSet<>(preferred);
        metrics.retainAll(recorded);
        metrics.addAll(recorded);
        metrics.forEach(name -> add(new Field(Field.Kind.METRIC, name), LINE));
    }

    private boolean differs(String param) {
        return runs.size() == 1 || runs.stream().anyMatch(run ->
                !Objects.equals(run.params().get(param), runs.get(0).params().get(param)));
    }

    private void add(Field field, int most) {
        int cells = runs.stream().mapToInt(run -> Cells.of(run, field, CELL).length()).max().orElse(0);
        int needed = GAP + Math.max(cells, field.label().length());
        if (columns.isEmpty() || width + needed <= most) {
            columns.add(field);
            width += needed;
        }
    }
}
