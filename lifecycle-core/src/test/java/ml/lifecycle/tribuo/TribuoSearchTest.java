package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Folds;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.run.RunStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;

class TribuoSearchTest {

    private static final Folds FOLDS = Folds.stratified(Iris.TABLE, "species", 3, 42).named("iris v1");

    private final Lifecycle lifecycle = Lifecycle.open("memory:search");
    private final Experiment experiment = lifecycle.experiment("iris");
    private final AtomicInteger trainers = new AtomicInteger();

    @AfterEach
    void close() {
        lifecycle.close();
    }

    private TribuoSearch<Label> search() {
        return TribuoSearch.in(experiment, "tune", FOLDS);
    }

    private Trainer<Label> cart(ParamValues set) {
        trainers.incrementAndGet();
        return new CARTClassificationTrainer(set.whole("depth"), 1f, 42L);
    }

    @Test
    void a_grid_tries_each_combination_and_finds_the_best() {
        SearchResult<Label> result = search().threads(2)
                .grid("cart", this::cart, Param.of("depth", 1, 3, 5))
                .grid("knn", set -> Iris.neighbours(set.whole("k")), Param.of("k", 1, 5))
                .run();
        assertEquals(5, result.trained());
        RunRecord search = lifecycle.runs().where("name = 'tune'").list().get(0);
        List<RunRecord> candidates = lifecycle.runs().where("parent = '" + search.id() + "'").list();
        assertEquals(5, candidates.size());
        assertEquals(candidates.stream().mapToDouble(each -> each.metrics().get("accuracy")).max().orElseThrow(),
                result.best().metrics().get("accuracy"));
        assertEquals(15, lifecycle.runs().withNested().where("name like 'fold %'").count());
        assertEquals(result.best().id(), search.tags().get("search.best"));
        assertEquals(result.best().metrics().get("accuracy/low"), search.metrics().get("accuracy/low"));
        // A tree of one split confuses two of three classes, which three folds suffice to tell.
        assertFalse(search.tags().containsKey("search.warning"), search.tags().toString());
        assertNotSame(result.trainer(), result.trainer());
        assertEquals(0, result.trainer().getInvocationCount());
        assertEquals(6, result.toString().lines().count());
    }

    @Test
    void who_registers_a_candidate_is_told_to_train_it() {
        RunRecord best = search().grid("cart", this::cart, Param.of("depth", 2)).run().best();
        String message = assertThrows(NotFoundException.class, () -> lifecycle.model("iris").register(best, "model"))
                .getMessage();
        assertTrue(message.endsWith("has no artifact 'model'; it has trainer.pb. It belongs to a search, which keeps no models:"
                + " train search.trainer(), the best candidate's trainer, in a run of its own, which records the model, and"
                + " register that run."), message);
        RunRecord other = experiment.run("other", run -> { });
        assertFalse(assertThrows(NotFoundException.class, () -> lifecycle.model("iris").register(other, "model"))
                .getMessage().contains("search"));
    }

    @Test
    void the_best_that_cannot_be_told_from_the_simplest_is_warned_of() {
        SearchResult<Label> result = search().grid("cart", this::cart, Param.of("depth", 2, 3, 4, 6)).run();
        assertTrue(result.best().params().get("search.param.depth").equals("2") || result.warning().isPresent());
        SearchResult<Label> same = search().grid("cart", this::cart, Param.of("depth", 6)).run();
        assertTrue(same.warning().isEmpty());
    }

    @Test
    void candidates_that_have_finished_are_not_trained_again() {
        search().grid("cart", this::cart, Param.of("depth", 2, 3)).run();
        int before = trainers.get();
        SearchResult<Label> again = search().grid("tree", this::cart, Param.of("depth", 2, 3, 4)).run();
        assertEquals(1, again.trained());
        // One trainer says what each candidate is; only the new one has one for each of three folds.
        assertEquals(before + 3 + 3, trainers.get());
        assertEquals(1, lifecycle.runs().withNested().where("params.`search.param.depth` = '3' and status = 'FINISHED' and name like 'cart%'")
                .count());
        assertTrue(again.toString().contains("(found)"));
        Folds others = Folds.stratified(Iris.TABLE, "species", 3, 43);
        assertEquals(1, TribuoSearch.in(experiment, "tune", others)
                .grid("cart", this::cart, Param.of("depth", 2)).run().trained());
    }

    @Test
    void a_candidate_that_was_killed_is_trained_again() {
        assertThrows(IllegalStateException.class, () -> search().grid("cart", set -> {
            if (trainers.get() == 2 + 3 + 1) {
                throw new IllegalStateException("killed");
            }
            return cart(set);
        }, Param.of("depth", 2, 3)).run());
        assertEquals(1, lifecycle.runs().withNested().where("name like 'cart%' and status = 'FAILED'").count());
        assertEquals(1, search().grid("cart", this::cart, Param.of("depth", 2, 3)).run().trained());
    }

    @Test
    void a_random_search_draws_the_same_candidates_from_the_same_seed() {
        Param[] params = {Param.whole("depth", 1, 6)};
        SearchResult<Label> first = search().random("cart", 4, 7, this::cart, params).run();
        assertTrue(first.trained() >= 2 && first.trained() <= 4);
        assertEquals(0, search().random("cart", 4, 7, this::cart, params).run().trained());
    }

    @Test
    void values_are_within_their_ranges() {
        Random random = new Random(1);
        for (int draw = 0; draw < 1_000; draw++) {
            int whole = (int) Param.whole("n", -2, 2).draw(random);
            double number = (double) Param.number("n", 0.5, 0.7).draw(random);
            double logarithmic = (double) Param.logarithmic("n", 0.001, 1).draw(random);
            assertTrue(whole >= -2 && whole <= 2 && number >= 0.5 && number <= 0.7);
            assertTrue(logarithmic >= 0.001 && logarithmic <= 1);
        }
        double median = IntStream.range(0, 999)
                .mapToDouble(draw -> (double) Param.logarithmic("n", 0.001, 1).draw(random)).sorted().skip(499)
                .findFirst().orElseThrow();
        assertEquals(Math.sqrt(0.001), median, 0.01);
    }

    @Test
    void what_is_refused_leaves_the_other_candidates_alone() {
        SearchResult<Label> result = search().grid("knn", set -> Iris.neighbours(set.whole("k")), Param.of("k", 5, 1_000)).run();
        assertEquals("5", result.best().params().get("search.param.k"));
        assertEquals(1, lifecycle.runs().withNested().where("status = 'FAILED'").count());
        assertThrows(RefusedException.class, () ->
                search().grid("knn", set -> Iris.neighbours(set.whole("k")), Param.of("k", 1_000)).run());
        assertThrows(RefusedException.class, () -> search().run());
        assertThrows(RefusedException.class, () -> search().grid("cart", this::cart, Param.whole("depth", 1, 2)));
        assertThrows(RefusedException.class, () -> search().by(Checks.rmse())
                .grid("cart", this::cart, Param.of("depth", 2)).run());
        assertTrue(assertThrows(RefusedException.class, () -> search()
                .grid("cart", set -> cart(set), Param.of("deep", 2)).run()).getMessage().contains("'depth'"));
        assertEquals(RunStatus.FINISHED, result.best().status());
    }
}
