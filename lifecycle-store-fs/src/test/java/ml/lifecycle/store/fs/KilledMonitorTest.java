package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.monitor.Monitor;
import ml.lifecycle.run.Run;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.run.RunStatus;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.testkit.fault.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that watches a model is killed in the middle of a window. */
class KilledMonitorTest {

    private static final String EXPERIMENT = "monitoring answers";

    /** Three windows and a half, until it is killed. */
    static final class Server {

        public static void main(String... args) throws IOException {
            JavaProcess.endAfterMinutes();
            Lifecycle lifecycle = Lifecycle.open(args[0]);
            Monitor monitor = watch(lifecycle);
            predict(monitor, 350);
            while (monitor.windows().size() < 3) {
                Thread.onSpinWait();
            }
            JavaProcess.say("three windows are kept");
            JavaProcess.hear();
        }
    }

    private static Monitor watch(Lifecycle lifecycle) {
        String id;
        try (Run run = lifecycle.experiment("models").start("answer")) {
            id = run.model("model", "yes", Signature.of(Output.label("answer", List.of("yes")), Column.number("x"))).id();
        }
        Predictor model = lifecycle.predictor("runs:/" + id + "/model");
        List<Object> reference = new ArrayList<>(new SplittableRandom(1).doubles(500).boxed().toList());
        return lifecycle.monitor(model).experiment(EXPERIMENT).reference(Table.of(Map.of("x", reference))).window(100).open();
    }

    private static void predict(Monitor monitor, int rows) {
        new SplittableRandom(2).doubles(rows).forEach(x -> monitor.predict(Map.of("x", x)));
    }

    @Test
    void the_windows_before_are_kept_and_merge_with_those_of_others(@TempDir Path directory) throws Exception {
        try (JavaProcess server = JavaProcess.start(Server.class, directory.toString())) {
            assertEquals(List.of("three windows are kept"), server.lines(1));
            server.kill();
        }
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            List<RunRecord> kept = lifecycle.experiment(EXPERIMENT).runs().orderBy("name").list();
            assertEquals(List.of("window 1", "window 2", "window 3"), kept.stream().map(RunRecord::name).toList());
            kept.forEach(run -> assertEquals(RunStatus.FINISHED, run.status(), run.toString()));
            kept.forEach(run -> assertEquals("PASS", run.tags().get("verdict"), run.toString()));
            assertEquals(300, merged(lifecycle).rows());
            try (Monitor monitor = watch(lifecycle)) {
                predict(monitor, 150);
            }
            assertEquals(5, lifecycle.experiment(EXPERIMENT).runs().count());
            assertEquals(450, merged(lifecycle).rows());
            assertEquals(List.of(), lifecycle.maintenance().verify().damages());
        }
    }

    private static Profile merged(Lifecycle lifecycle) throws IOException {
        List<Profile> profiles = new ArrayList<>();
        for (RunRecord run : lifecycle.experiment(EXPERIMENT).runs().list()) {
            try (InputStream content = lifecycle.artifact("runs:/" + run.id() + "/profile.bin")) {
                profiles.add(Profile.ofBytes(content.readAllBytes()));
            }
        }
        return profiles.stream().reduce(Profile::merge).orElseThrow();
    }
}
