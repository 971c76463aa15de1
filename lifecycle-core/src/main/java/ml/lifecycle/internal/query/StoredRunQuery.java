package ml.lifecycle.internal.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.signature.Similar;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.internal.text.Shown;
import ml.lifecycle.run.RunQuery;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.run.RunTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A query over the runs of one or several experiments. */
public final class StoredRunQuery implements RunQuery {

    private static final Logger LOG = LoggerFactory.getLogger(RunQuery.class);
    /** How many runs {@link #toString} shows of a query without a limit. */
    private static final int SHOWN = 100;

    private final Supplier<List<LiveIndex>> indexes;
    private final Supplier<List<String>> preferred;
    private final List<Condition> conditions;
    private final List<SortField> order;
    private final int limit;
    /** Whether runs that are parts of others are searched too. */
    private final boolean nested;

    /**
     * A query for the runs that are no part of others.
     *
     * @param indexes the experiments to be searched, asked anew for each search
     * @param preferred metrics that a table shows first
     */
    public StoredRunQuery(Supplier<List<LiveIndex>> indexes, Supplier<List<String>> preferred) {
        this(indexes, preferred, List.of(), List.of(), Integer.MAX_VALUE, false);
    }

    private StoredRunQuery(Supplier<List<LiveIndex>> indexes, Supplier<List<String>> preferred,
            List<Condition> conditions, List<SortField> order, int limit, boolean nested) {
        this.indexes = indexes;
        this.preferred = preferred;
        this.conditions = conditions;
        this.order = order;
        this.limit = limit;
        this.nested = nested;
    }

    @Override
    public RunQuery where(String condition) {
        List<Condition> all = new ArrayList<>(conditions);
        all.add(QueryParser.condition(condition, this::fields));
        return new StoredRunQuery(indexes, preferred, List.copyOf(all), order, limit, nested);
    }

    @Override
    public RunQuery orderBy(String fields) {
        return new StoredRunQuery(indexes, preferred, conditions, QueryParser.order(fields, this::fields), limit,
                nested);
    }

    @Override
    public RunQuery limit(int runs) {
        if (runs < 1) {
            throw new RefusedException("The limit " + runs + " is not allowed: expected 1 or more.");
        }
        return new StoredRunQuery(indexes, preferred, conditions, order, Math.min(limit, runs), nested);
    }

    @Override
    public RunQuery withNested() {
        return new StoredRunQuery(indexes, preferred, conditions, order, limit, true);
    }

    /** Who names a run or a parent knows what to look for, wherever it is. */
    private boolean isNested() {
        return nested || conditions.stream().flatMap(Condition::fields)
                .anyMatch(field -> field.kind() == Field.Kind.PARENT || field.kind() == Field.Kind.ID);
    }

    private Condition condition() {
        List<Condition> all = new ArrayList<>(conditions);
        if (!isNested()) {
            all.add(new Condition.TopLevel());
        }
        return new Condition.All(all);
    }

    @Override
    public List<RunRecord> list() {
        return first(limit);
    }

    @Override
    public Optional<RunRecord> first() {
        List<RunRecord> first = first(1);
        return first.isEmpty() ? Optional.empty() : Optional.of(first.get(0));
    }

    private List<RunRecord> first(int most) {
        requireOrder();
        List<LiveIndex> sources = indexes.get();
        if (sources.size() == 1) {
            return sources.get(0).read(index -> {
                int[] rows = rows(index, new RowOrder(index, order), most);
                List<RunRecord> records = new ArrayList<>(rows.length);
                for (int row : rows) {
                    records.add(LiveIndex.record(index, row));
                }
                return Collections.unmodifiableList(records);
            });
        }
        List<Found> found = new ArrayList<>();
        for (LiveIndex source : sources) {
            source.read(index -> {
                RowOrder rowOrder = new RowOrder(index, order);
                for (int row : rows(index, rowOrder, most)) {
                    found.add(new Found(LiveIndex.record(index, row), rowOrder.values(row)));
                }
                return found;
            });
        }
        return found.stream().sorted(new FoundOrder(order)).limit(most).map(Found::run).toList();
    }

    private int[] rows(RunIndex index, RowOrder rowOrder, int most) {
        return new Search(index, condition()).rows(rowOrder, most);
    }

    @Override
    public long count() {
        return Math.min(count(condition()), limit);
    }

    private long count(Condition condition) {
        long count = 0;
        for (LiveIndex source : indexes.get()) {
            count += source.read(index -> new Search(index, condition).count());
        }
        return count;
    }

    @Override
    public RunTable table(String... columns) {
        List<Field> fields = Arrays.stream(columns).map(column -> QueryParser.column(column, this::fields)).toList();
        return table(list(), fields);
    }

    /** An order by what no run has is no order, and the first run not the best. */
    private void requireOrder() {
        List<String> unknown = order.isEmpty() ? List.of() : unknown(order.stream().map(SortField::field));
        if (!unknown.isEmpty()) {
            LOG.warn("Runs were sorted by what no run has: {}", said(unknown));
        }
    }

    private RunTable table(List<RunRecord> runs, List<Field> fields) {
        List<String> wanted = new ArrayList<>();
        order.stream().map(SortField::field).filter(field -> field.kind() == Field.Kind.METRIC)
                .forEach(field -> wanted.add(field.name()));
        wanted.addAll(preferred.get());
        RunTable table = fields.isEmpty()
                ? DefaultColumns.table(runs, wanted) : Cells.table(runs, fields, Integer.MAX_VALUE);
        return new RunTable(table.columns(), table.rows(), note(runs, fields));
    }

    /** A typing error looks just like a condition that nothing meets, or a column that happens to be empty. */
    private String note(List<RunRecord> runs, List<Field> columns) {
        Stream<Field> shown = Stream.concat(order.stream().map(SortField::field), columns.stream());
        List<String> unknown = unknown(runs.isEmpty()
                ? Stream.concat(Condition.fields(new Condition.All(conditions)), shown) : shown);
        String typo = unknown.isEmpty() ? "" : said(unknown);
        return Stream.of(typo, nestedNote(), damageNote()).filter(note -> !note.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private String said(List<String> unknown) {
        List<String> known = fields();
        return "No run has " + unknown.stream().map(Names::printable).collect(Collectors.joining(", ")) + "."
                + unknown.stream().flatMap(field -> Similar.meant(field, known).stream()).findFirst()
                        .map(meant -> " Did you mean " + Names.printable(meant) + "?").orElse("");
    }

    private String nestedNote() {
        if (isNested()) {
            return "";
        }
        long more = count(new Condition.All(conditions)) - count(condition());
        return more == 0 ? "" : Count.of(more, "run") + (more == 1 ? " is" : " are")
                + " part of another and not shown; see withNested()";
    }

    /** What is asked for and no run has; nothing as long as there are no runs at all. */
    private List<String> unknown(Stream<Field> asked) {
        List<LiveIndex> sources = indexes.get();
        List<Field> unknown = asked.filter(Field::isNamed).distinct()
                .filter(field -> sources.stream().noneMatch(source -> source.read(index -> index.has(field)))).toList();
        return !unknown.isEmpty() && sources.stream().anyMatch(source -> source.read(index -> index.rows() > 0))
                ? unknown.stream().map(Field::toString).toList() : List.of();
    }

    private String damageNote() {
        int damages = indexes.get().stream().mapToInt(source -> source.damages().size()).sum();
        return damages == 0 ? "" : "Damaged: " + damages + (damages == 1 ? " place" : " places") + " in the log, so what"
                + " runs say may be incomplete.\nmaintenance().verify() names all damage.";
    }

    /** All fields that the searched runs have, for messages. */
    private List<String> fields() {
        return indexes.get().stream().flatMap(source -> source.read(RunIndex::fields).stream()).distinct().toList();
    }

    /** The table of the runs; of very many only the first. */
    @Override
    public String toString() {
        return Shown.orWhyNot("Query for runs", this::text);
    }

    private String text() {
        List<RunRecord> runs = first(Math.min(limit, SHOWN));
        long rest = runs.size() < SHOWN ? 0 : count() - runs.size();
        return table(runs, List.of()) + (rest <= 0 ? "" : "\n… and " + rest + " more; see limit()");
    }

    private record Found(RunRecord run, SortValue[] values) {}

    private record FoundOrder(List<SortField> fields) implements Comparator<Found> {

        @Override
        public int compare(Found first, Found second) {
            for (int i = 0; i < fields.size(); i++) {
                int comparison = SortValue.compare(fields.get(i), first.values[i], second.values[i]);
                if (comparison != 0) {
                    return comparison;
                }
            }
            int latest = second.run.startedAt().compareTo(first.run.startedAt());
            return latest != 0 ? latest : TextOrder.compare(first.run.id(), second.run.id());
        }
    }
}
