package ml.lifecycle.internal.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import ml.lifecycle.Durability;
import ml.lifecycle.RefusedException;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.spi.Commit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RunIdentityTest extends RecordingFixture {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"RUN-1", "", "../../x", "run_1", "é", "a b", "a\nb",
        "0123456789012345678901234567890123456789012345678901234567890123-"})
    void an_id_that_a_store_cannot_keep_is_refused_before_anything_is_written(String id) {
        Experiments own = new Experiments(Stores.again(store), Stores.ticking(), () -> id, Durability.RUN);
        Experiment experiment = own.get("iris");
        String message = assertThrows(RefusedException.class, () -> experiment.start("cart")).getMessage();
        assertTrue(message.contains("expected 1 to 64 characters from a-z 0-9 -"), message);
        assertEquals(0, iris.runs().count());
        own.close();
    }

    @Test
    void a_bad_id_in_a_log_is_damage_of_that_line_alone() {
        RunRecord good = iris.run("cart", run -> run.metric("accuracy", 0.9));
        for (String id : List.of("RUN-1", "", "../../x")) {
            ((StoredExperiment) iris).append(("{\"op\":\"start\",\"run\":\"" + id + "\",\"at\":1,\"name\":\"bad\"}")
                    .getBytes(StandardCharsets.UTF_8), Commit.WRITTEN);
        }
        RunRecord later = iris.run("forest", run -> run.metric("accuracy", 0.8));
        assertEquals(List.of(later.id(), good.id()), iris.runs().list().stream().map(RunRecord::id).toList());
        assertEquals(2, experiments.runs().count());
        assertEquals(0.8, experiments.run(later.id()).metrics().get("accuracy"));
        assertEquals(3, ((StoredExperiment) iris).index().damages().size());
    }

    @Test
    void an_id_that_is_given_twice_does_not_make_one_run_of_two() {
        Experiments own = new Experiments(Stores.again(store), Stores.ticking(), () -> "same", Durability.RUN);
        try (var first = own.get("iris").start("cart")) {
            assertThrows(RefusedException.class, () -> own.get("iris").start("forest"));
            assertDoesNotThrow(() -> first.metric("accuracy", 0.9));
        }
        assertEquals(List.of("cart"), iris.runs().list().stream().map(RunRecord::name).toList());
        own.close();
    }
}
