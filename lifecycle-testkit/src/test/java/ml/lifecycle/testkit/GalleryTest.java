package ml.lifecycle.testkit;

import static ml.lifecycle.testkit.LifecycleAssertions.assertThat;
import static ml.lifecycle.testkit.LifecycleAssertions.assertThatTraining;
import static ml.lifecycle.testkit.Toy.point;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import ml.lifecycle.Printable;
import ml.lifecycle.testkit.Gallery.Exhibit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.opentest4j.AssertionFailedError;

/** Whether the assertions can be trusted: each finds the defect it was made for, and none accuses the honest model. */
class GalleryTest {

    /** The profile {@code long-proofs} tries 200. */
    private static final int SEEDS = Integer.getInteger("lifecycle.gallery.seeds", 40);

    private static final Map<String, Consumer<Exhibit>> ASSERTIONS = assertions();

    /** Which assertion was made for which defect. */
    private static final Map<String, List<String>> MADE_FOR = Map.ofEntries(
            Map.entry("constant", List.of("accuracy", "better than trivial")),
            Map.entry("label-swapped", List.of("accuracy", "example", "better than trivial", "monotone")),
            Map.entry("leaking", List.of("no leak")),
            Map.entry("order-dependent", List.of("any order")),
            Map.entry("batch-dependent", List.of("single and batch")),
            Map.entry("thread-unsafe", List.of("8 threads")),
            Map.entry("answers at random", List.of("every time")),
            Map.entry("trains at random", List.of("training")),
            Map.entry("unfair to one group", List.of("fairness gap")),
            Map.entry("accepting anything", List.of("refuses invalid")),
            Map.entry("degrading after save", List.of("after reload")),
            Map.entry("looking at the region", List.of("invariant")),
            Map.entry("not monotone", List.of("monotone")),
            Map.entry("brittle", List.of("noise")));

    private static Map<String, Consumer<Exhibit>> assertions() {
        Map<String, Consumer<Exhibit>> all = new LinkedHashMap<>();
        all.put("accuracy", it -> assertThat(it.model()).on(it.test()).accuracy().isAtLeast(0.7));
        all.put("accuracy with confidence",
                it -> assertThat(it.model()).on(it.test()).accuracy().withConfidence(0.95).isAtLeast(0.7));
        all.put("better than trivial", it -> assertThat(it.model()).on(it.test()).isBetterThanTrivial());
        all.put("fairness gap", it -> assertThat(it.model()).on(it.test()).fairnessGap("region").isAtMost(0.2));
        all.put("example", it -> assertThat(it.model()).predicts(point(9, 0.5, "north"), "red")
                .predicts(point(1, 0.5, "south"), "blue"));
        all.put("no leak", it -> assertThat(it.test().table()).sharesNoRowsWith(it.train()));
        all.put("refuses invalid", it -> assertThat(it.model()).refusesInvalidInput());
        all.put("every time", it -> assertThat(it.model()).on(it.test()).predictsTheSame().everyTime());
        all.put("single and batch", it -> assertThat(it.model()).on(it.test()).predictsTheSame().singleAndInBatch());
        all.put("any order", it -> assertThat(it.model()).on(it.test()).predictsTheSame().inAnyOrder());
        all.put("8 threads", it -> assertThat(it.model()).on(it.test()).predictsTheSame().inThreads(8));
        all.put("after reload",
                it -> assertThat(it.model()).on(it.test()).predictsTheSame().afterReload(it::reloaded));
        all.put("training", it -> assertThatTraining(it.training()).isDeterministic());
        all.put("invariant", it -> assertThat(it.model()).on(it.test()).isInvariantTo("region"));
        all.put("monotone", it -> assertThat(it.model()).on(it.test()).increasing("x").neverLowers("red"));
        all.put("noise", it -> assertThat(it.model()).on(it.test()).underNoise(0.01).flipsAtMost(0.02));
        return all;
    }

    @Test
    void the_honest_model_passes_every_assertion_at_every_seed() {
        List<String> accused = new ArrayList<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            Exhibit honest = Gallery.honest(seed);
            for (String assertion : ASSERTIONS.keySet()) {
                if (fails(assertion, honest)) {
                    accused.add(assertion + " at seed " + seed);
                }
            }
        }
        print("Gallery: the honest model passed " + (SEEDS * ASSERTIONS.size() - accused.size()) + " of "
                + SEEDS * ASSERTIONS.size() + " assertions, " + SEEDS + " seeds");
        assertEquals(List.of(), accused);
    }

    @Test
    void each_defect_is_caught_at_every_seed_by_the_assertions_made_for_it() {
        List<String> missed = new ArrayList<>();
        Map<String, Integer> caught = new LinkedHashMap<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            for (Map.Entry<String, Exhibit> exhibit : Gallery.broken(seed).entrySet()) {
                for (String assertion : MADE_FOR.get(exhibit.getKey())) {
                    String pair = exhibit.getKey() + " by " + assertion;
                    if (fails(assertion, exhibit.getValue())) {
                        caught.merge(pair, 1, Integer::sum);
                    } else {
                        missed.add(pair + " at seed " + seed);
                    }
                }
            }
        }
        caught.forEach((pair, count) -> print("Gallery: " + pair + " caught at " + count + " of " + SEEDS + " seeds"));
        assertEquals(List.of(), missed);
    }

    @Test
    void defects_and_assertions_meet_as_the_table_says(TestReporter reporter) {
        Map<String, String> table = new LinkedHashMap<>();
        Gallery.broken(1).forEach((defect, exhibit) -> {
            List<String> failing = ASSERTIONS.keySet().stream().filter(name -> fails(name, exhibit)).toList();
            table.put(defect, String.join(", ", failing));
        });
        reporter.publishEntry(table);
        assertAll(
                () -> assertEquals("no leak", table.get("leaking")),
                () -> assertEquals("refuses invalid", table.get("accepting anything")),
                () -> assertEquals("after reload", table.get("degrading after save")),
                () -> assertEquals("training", table.get("trains at random")),
                () -> assertEquals("8 threads", table.get("thread-unsafe")),
                () -> assertEquals("monotone", table.get("not monotone")),
                () -> assertEquals("invariant", table.get("looking at the region")));
    }

    /** A line of the build's output. */
    private record Line(String text) implements Printable {
        @Override
        public String toString() {
            return text;
        }
    }

    private static void print(String text) {
        new Line(text).print();
    }

    private static boolean fails(String assertion, Exhibit exhibit) {
        try {
            ASSERTIONS.get(assertion).accept(exhibit);
            return false;
        } catch (AssertionFailedError failure) {
            return true;
        }
    }
}
