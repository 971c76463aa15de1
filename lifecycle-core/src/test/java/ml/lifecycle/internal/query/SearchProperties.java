package ml.lifecycle.internal.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import ml.lifecycle.run.RunQuery;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SearchProperties {

    private static final int QUERIES = 40;

    @Property(tries = 60)
    @Label("random queries over random runs give what a plain evaluation gives")
    void plain(@ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int runs) {
        check(seed, runs, 1);
    }

    @Property(tries = 20)
    @Label("so do queries over several experiments")
    void several(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int runs) {
        check(seed, runs, 3);
    }

    @Property(tries = 8)
    @Label("so do queries over many pages")
    void many(@ForAll long seed, @ForAll @IntRange(min = 900, max = 5000) int runs) {
        check(seed, runs, 1);
    }

    private static void check(long seed, int runs, int experiments) {
        Random random = new Random(seed);
        try (LifecycleStore store = RandomLog.store("search-" + seed)) {
            List<LiveIndex> indexes = new ArrayList<>();
            for (int i = 0; i < experiments; i++) {
                LogId log = new LogId(LogKind.EXPERIMENT, "e" + i);
                RandomLog.append(store, log, new RandomLog(random, "e" + i + "-").events(runs));
                indexes.add(new LiveIndex(store, log, new NoRuns()));
            }
            RunQuery query = new StoredRunQuery(() -> indexes, List::of).withNested();
            List<RunRecord> all = query.list();
            Reference reference = new Reference(random);
            for (int i = 0; i < QUERIES; i++) {
                check(query, all, reference.condition(3), reference.order(), random);
            }
        }
    }

    private static void check(RunQuery query, List<RunRecord> all, Reference.Meaning condition, Reference.Order order,
            Random random) {
        Comparator<RunRecord> comparator = random.nextInt(4) == 0 ? Reference.latestFirst() : order.comparator();
        RunQuery asked = query.where(condition.text());
        if (comparator == order.comparator()) {
            asked = asked.orderBy(order.text());
        }
        List<RunRecord> expected = all.stream().filter(condition.test()).sorted(comparator).toList();
        String told = condition.text() + " order by " + order.text();
        assertEquals(ids(expected), ids(asked.list()), told);
        assertEquals(expected.size(), asked.count(), told);
        int limit = 1 + random.nextInt(15);
        assertEquals(ids(expected.stream().limit(limit).toList()), ids(asked.limit(limit).list()), told);
        assertEquals(expected.stream().findFirst(), asked.first(), told);
    }

    private static List<String> ids(List<RunRecord> runs) {
        return runs.stream().map(RunRecord::id).toList();
    }
}
