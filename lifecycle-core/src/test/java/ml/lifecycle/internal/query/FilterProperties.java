package ml.lifecycle.internal.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import ml.lifecycle.run.RunQuery;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.spi.LifecycleStore;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FilterProperties {

    @Property(tries = 15)
    @Label("conditions in any order, in one text or in several, give the same runs, whatever is NaN or missing")
    void order(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3000) int runs) {
        Random random = new Random(seed);
        try (LifecycleStore store = RandomLog.store("filters-" + seed)) {
            RandomLog.append(store, RandomLog.LOG, new RandomLog(random, "f").events(runs));
            LiveIndex index = new LiveIndex(store, RandomLog.LOG, new NoRuns());
            RunQuery all = new StoredRunQuery(() -> List.of(index), List::of).withNested();
            assertEquals(all.list().stream().filter(run -> run.parent() == null).toList(),
                    new StoredRunQuery(() -> List.of(index), List::of).list());
            Reference reference = new Reference(random);
            for (int i = 0; i < 20; i++) {
                List<Reference.Meaning> parts = new ArrayList<>();
                for (int part = 0; part < 5; part++) {
                    parts.add(reference.condition(1));
                }
                List<RunRecord> expected = all.list().stream()
                        .filter(run -> parts.stream().allMatch(part -> part.test().test(run))).toList();
                for (int shuffled = 0; shuffled < 3; shuffled++) {
                    assertEquals(expected, all.where(joined(parts)).list());
                    assertEquals(expected.stream().limit(3).toList(), all.where(joined(parts)).limit(3).list());
                    Collections.shuffle(parts, random);
                }
                RunQuery several = all;
                for (Reference.Meaning part : parts) {
                    several = several.where(part.text());
                }
                assertEquals(expected.size(), several.count());
            }
        }
    }

    private static String joined(List<Reference.Meaning> parts) {
        return parts.stream().map(part -> "(" + part.text() + ")").collect(Collectors.joining(" and "));
    }
}
