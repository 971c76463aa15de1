package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.Run;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.run.RunStatus;
import ml.lifecycle.signature.Signature;
import org.junit.jupiter.api.Test;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.provenance.TrainerProvenance;

/** A training is recorded by several threads; what goes wrong on one of them must look as if there were one. */
class RecordingAsideTest {

    private static final UnavailableException FULL = new UnavailableException("the disk is full");

    /** A run whose disk fails at one artifact. */
    private static final class FailingRun extends RecordingRun {

        private final String fails;

        FailingRun(String fails) {
            this.fails = fails;
        }

        private void require(String path) {
            if (path.equals(fails)) {
                throw FULL;
            }
        }

        @Override
        public Run artifact(String path, byte[] content) {
            require(path);
            return super.artifact(path, content);
        }

        @Override
        public Run model(String path, Object model, Signature signature) {
            require(path);
            return super.model(path, model, signature);
        }

        @Override
        public Run data(DataUse use) {
            require(use.role().name());
            return super.data(use);
        }
    }

    /** A tree that does something while it is trained. */
    private record Busy(Trainer<Label> inner, Runnable meanwhile) implements Trainer<Label> {

        @Override
        public Model<Label> train(Dataset<Label> examples, Map<String, Provenance> more) {
            meanwhile.run();
            return inner.train(examples, more);
        }

        @Override
        public Model<Label> train(
                Dataset<Label> examples, Map<String, Provenance> more, int count) {
            meanwhile.run();
            return inner.train(examples, more, count);
        }

        @Override
        public int getInvocationCount() {
            return inner.getInvocationCount();
        }

        @Override
        public void setInvocationCount(int count) {
            inner.setInvocationCount(count);
        }

        @Override
        public TrainerProvenance getProvenance() {
            return inner.getProvenance();
        }
    }

    private static List<String> recorded(RecordingRun run) {
        List<String> all = new ArrayList<>(run.artifacts.keySet());
        all.addAll(run.models.keySet());
        run.data.forEach(use -> all.add(use.role().name()));
        return all;
    }

    @Test
    void a_disk_that_fails_at_any_artifact_fails_the_training_and_takes_nothing_after_it() {
        List<List<String>> expected = List.of(
                List.of(),
                List.of("TRAIN"),
                List.of("TRAIN", "TEST"),
                List.of("input_example.json", "TRAIN", "TEST"),
                List.of("input_example.json", "profile.txt", "TRAIN", "TEST"),
                List.of("input_example.json", "profile.txt", "model", "TRAIN", "TEST"),
                List.of("input_example.json", "profile.txt", "top_features.txt", "model", "TRAIN", "TEST"),
                List.of("input_example.json", "profile.txt", "top_features.txt", "confusion.txt", "model", "TRAIN", "TEST"));
        List<String> places = List.of("TRAIN", "TEST", "input_example.json", "profile.txt", "model", "top_features.txt",
                "confusion.txt", "importance.txt");
        for (int place = 0; place < places.size(); place++) {
            FailingRun run = new FailingRun(places.get(place));
            UnavailableException thrown = assertThrows(UnavailableException.class,
                    () -> TribuoRun.of(run).train(Iris.cart(), Iris.SPLIT), places.get(place));
            assertSame(FULL, thrown);
            assertEquals(expected.get(place), recorded(run), places.get(place));
        }
    }

    @Test
    void when_the_training_fails_its_data_was_recorded() {
        RecordingRun run = new RecordingRun();
        IllegalStateException failure = new IllegalStateException("no memory");
        assertSame(failure, assertThrows(IllegalStateException.class, () -> TribuoRun.of(run).train(new Busy(Iris.cart(), () -> {
            throw failure;
        }), Iris.SPLIT)));
        assertEquals(List.of("input_example.json", "profile.txt", "TRAIN", "TEST"), recorded(run));
    }

    @Test
    void an_interrupt_while_training_loses_nothing_and_is_kept() {
        try (Lifecycle lifecycle = Lifecycle.open("memory:aside")) {
            RunRecord run = lifecycle.experiment("iris").run("cart", body -> TribuoRun.of(body)
                    .train(new Busy(Iris.cart(), Thread.currentThread()::interrupt), Iris.SPLIT));
            assertTrue(Thread.interrupted());
            assertEquals(RunStatus.FINISHED, run.status());
            RunRecord calm = lifecycle.experiment("iris").run("cart", body -> TribuoRun.of(body)
                    .train(Iris.cart(), Iris.SPLIT));
            assertFalse(Thread.interrupted());
            assertEquals(List.copyOf(calm.artifacts().keySet()), List.copyOf(run.artifacts().keySet()));
            assertEquals(calm.artifacts().get("importance.txt"), run.artifacts().get("importance.txt"));
            assertEquals(List.copyOf(calm.metrics().keySet()), List.copyOf(run.metrics().keySet()));
            assertEquals(calm.tags(), run.tags());
            assertEquals(calm.data(), run.data());
        }
    }

    @Test
    void the_same_is_recorded_in_the_same_order_every_time() {
        RecordingRun first = new RecordingRun();
        TribuoRun.of(first).train(Iris.cart(), Iris.SPLIT);
        assertEquals(List.of("input_example.json", "profile.txt", "top_features.txt", "confusion.txt",
                "importance.txt"), List.copyOf(first.artifacts.keySet()));
        for (int time = 0; time < 20; time++) {
            RecordingRun again = new RecordingRun();
            TribuoRun.of(again).train(Iris.cart(), Iris.SPLIT);
            assertEquals(List.copyOf(first.metrics.keySet()), List.copyOf(again.metrics.keySet()));
            assertEquals(List.copyOf(first.artifacts.keySet()), List.copyOf(again.artifacts.keySet()));
            first.artifacts.forEach((path, content) -> assertArrayEquals(content, again.artifacts.get(path), path));
            assertEquals(first.tags, again.tags);
        }
    }

    @Test
    void what_is_stored_is_what_was_measured() {
        RecordingRun run = new RecordingRun();
        Model<Label> model = TribuoRun.of(run).train(Iris.cart(), Iris.SPLIT);
        byte[] content = ((WrittenModel) run.models.get("model")).content();
        Model<?> stored = (Model<?>) new TribuoModelFormat().read(content, run.signatures.get("model")).unwrap();
        assertEquals(TribuoDigest.of(model), TribuoDigest.of(stored));
        assertEquals(content.length, run.metrics.get("model_bytes"));
        assertThrows(RuntimeException.class, () -> ModelFile.requireUnpacks(content, new byte[3]));
    }

    /** A run whose disk takes its time for one artifact: until the next one came from elsewhere, if any does. */
    private static final class SlowRun extends RecordingRun {

        private final CountDownLatch overtaken = new CountDownLatch(1);
        private final List<String> order = Collections.synchronizedList(new ArrayList<>());

        @Override
        public Run artifact(String path, byte[] content) {
            if (path.equals("importance.txt")) {
                awaitOvertaken();
            }
            order.add(path);
            if (path.equals("explanations.txt")) {
                overtaken.countDown();
            }
            return this;
        }

        private void awaitOvertaken() {
            try {
                overtaken.await(2, TimeUnit.SECONDS);
            } catch (InterruptedException unexpected) {
                throw new AssertionError(unexpected);
            }
        }
    }

    @Test
    void explanations_do_not_overtake_files_that_a_slow_disk_has_still_to_take() {
        SlowRun run = new SlowRun();
        TribuoRun.of(run).explaining(1).train(Iris.cart(), Iris.SPLIT);
        assertEquals(List.of("input_example.json", "profile.txt", "top_features.txt", "confusion.txt", "importance.txt",
                "explanations.txt"), run.order);
    }
}
