package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Folds;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.RunRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;

class HalvingTest {

    private static final Folds FOLDS = Folds.repeated(Iris.TABLE, "species", 3, 3, 42).named("iris v1");

    private final Lifecycle lifecycle = Lifecycle.open("memory:halving");
    private final Experiment experiment = lifecycle.experiment("iris");
    private final AtomicInteger trainers = new AtomicInteger();
    private int killAfter = Integer.MAX_VALUE;

    @AfterEach
    void close() {
        lifecycle.close();
    }

    private Trainer<Label> cart(ParamValues set) {
        if (trainers.incrementAndGet() > killAfter) {
            throw new IllegalStateException("killed");
        }
        return new CARTClassificationTrainer(set.whole("depth"), 1f, 42L);
    }

    private SearchResult<Label> search() {
        return TribuoSearch.in(experiment, "tune", FOLDS).halving(3)
                .grid("cart", this::cart, Param.of("depth", 1, 2, 3, 4, 5, 6)).run();
    }

    @Test
    void steps_grow_by_the_factor_and_end_with_all_folds() {
        assertEquals(List.of(2, 3, 9), Rungs.halving(9, 3).upTo().stream().toList());
        assertEquals(List.of(2, 5), Rungs.halving(5, 3).upTo());
        assertEquals(List.of(2, 3, 5, 10), Rungs.halving(10, 2).upTo());
        assertEquals(2, Rungs.halving(9, 3).kept(6));
        assertEquals(1, Rungs.halving(9, 3).kept(1));
        assertThrows(RefusedException.class, () -> Rungs.halving(2, 2));
    }

    @Test
    void the_worse_are_dropped_on_the_way_and_said_to_be() throws IOException {
        SearchResult<Label> result = search();
        assertEquals(6, result.trained());
        // 6 candidates on 2 folds, 2 of them on the third, 1 of these on the other 6: not 54.
        assertEquals(6 * 2 + 2 + 6, lifecycle.runs().withNested().where("name like 'fold %'").count());
        String text = result.toString();
        assertEquals(4, text.lines().filter(line -> line.endsWith("dropped after 2 folds")).count(), text);
        assertEquals(1, text.lines().filter(line -> line.endsWith("dropped after 3 folds")).count(), text);
        RunRecord search = lifecycle.runs().where("name = 'tune'").list().get(0);
        try (InputStream content = lifecycle.artifact("runs:/" + search.id() + "/halving.txt")) {
            String protocol = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(protocol.contains("in 2 of 9 folds; 2 of 6 candidates go on."), protocol);
            assertEquals(5, protocol.lines().filter(line -> line.contains("dropped")).count(), protocol);
        }
        assertTrue(result.best().name().endsWith("folds 4 to 9"), result.best().name());
    }

    @Test
    void the_winner_has_the_mean_of_all_folds() {
        SearchResult<Label> result = search();
        int depth = Integer.parseInt(result.best().params().get("search.param.depth"));
        RunRecord whole = experiment.run("whole", run -> TribuoRun.of(run)
                .crossValidate(() -> new CARTClassificationTrainer(depth, 1f, 42L), FOLDS));
        for (String metric : List.of("accuracy", "accuracy/deviation", "accuracy/low", "f1_macro")) {
            assertEquals(whole.metrics().get(metric), result.best().metrics().get(metric), 1e-12, metric);
        }
    }

    @Test
    void a_killed_search_goes_on_where_it_was() {
        // 6 to tell the candidates apart, then 2 folds of each, then the third fold of one of two.
        killAfter = 6 + 6 * 2 + 1;
        assertThrows(IllegalStateException.class, this::search);
        killAfter = Integer.MAX_VALUE;
        long before = lifecycle.runs().withNested().where("name like 'fold %' and status = 'FINISHED'").count();
        SearchResult<Label> result = search();
        assertEquals(6 * 2 + 2 + 6, lifecycle.runs().withNested().where("name like 'fold %' and status = 'FINISHED'").count());
        assertEquals(13, before);
        assertTrue(result.trained() == 1 || result.trained() == 2, result.toString());
        assertEquals(0, search().trained());
    }

    @Test
    void a_factor_that_drops_none_is_refused() {
        assertThrows(RefusedException.class, () -> TribuoSearch.in(experiment, "tune", FOLDS).halving(1));
    }
}
