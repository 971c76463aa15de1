package ml.lifecycle.internal.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.model.StumpFormat.Stump;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.monitor.Monitor;
import ml.lifecycle.monitor.MonitorBuilder;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a monitor compares with if nothing is chosen. */
class MonitorReferenceTest {

    private static final Signature SIGNATURE =
            Signature.of(Output.label("size", List.of("high", "low")), Column.number("petal_width").between(0, 10));

    private final Lifecycle lifecycle = Lifecycle.open("memory:reference-" + System.identityHashCode(this));
    private final Snapshot iris = lifecycle.data("iris").add(Path.of("src/test/resources/iris.csv"));

    @AfterEach
    void close() {
        lifecycle.close();
    }

    private RunRecord run(boolean howItWasSplit, DataUse... uses) {
        return lifecycle.experiment("flowers").run("stump", run -> {
            if (howItWasSplit) {
                run.params(Split.stratified(iris, "species", 0.8, 7).params());
            }
            List.of(uses).forEach(run::data);
            run.model("model", new Stump(1), SIGNATURE);
        });
    }

    private String reference(RunRecord run) {
        String model = "flowers of " + run.id();
        lifecycle.model(model).register(run, "model");
        String ofVersion = referenceOf("models:/" + model + "/1");
        assertEquals(ofVersion, referenceOf("runs:/" + run.id() + "/model"));
        return ofVersion;
    }

    private String referenceOf(String uri) {
        Predictor predictor = lifecycle.predictor(uri);
        try (Monitor monitor = lifecycle.monitor(predictor).window(5).open()) {
            for (int row : new int[] {0, 30, 60, 90, 120}) {
                monitor.predict(Map.of("petal_width", iris.table().column("petal_width").number(row)));
            }
            monitor.closeWindow();
        }
        return lifecycle.runs().where("experiment = '" + experiment(uri) + "'").list().get(0).tags().get("reference");
    }

    private static String experiment(String uri) {
        String name = uri.substring(uri.indexOf('/') + 1, uri.lastIndexOf('/'));
        return "monitoring " + (uri.startsWith("runs") ? "run " : "") + name;
    }

    @Test
    void the_part_that_the_model_learnt_from_is_made_again() {
        Split split = Split.stratified(iris, "species", 0.8, 7);
        assertEquals("iris v1, 80 % train", reference(run(true, split.trainUse(), split.testUse())));
    }

    @Test
    void the_whole_stands_in_for_a_part_that_cannot_be_made_again() {
        Split split = Split.stratified(iris, "species", 0.8, 7);
        String whole = "iris v1, of which the training data is a part";
        assertEquals(whole, reference(run(false, split.trainUse(), split.testUse())));
        Table part = iris.table().without("sepal_width");
        Snapshot features = lifecycle.data("features").add(part.select(1, 2, 3));
        assertEquals("features v1", reference(run(false, new DataUse(DataRole.TRAIN, "features v1", features.table()))));
        assertEquals(whole, reference(run(false, new DataUse(DataRole.TRAIN, "mine", part))));
    }

    @Test
    void the_snapshot_itself_is_taken_as_it_is() {
        assertEquals("iris v1", reference(run(false, new DataUse(DataRole.TRAIN, "all", iris.table()))));
    }

    @Test
    void a_monitor_that_is_not_open_says_what_was_chosen() {
        MonitorBuilder builder = lifecycle.monitor(FakePredictor.LABELS);
        assertEquals(String.join("\n", "monitor of runs:/fake/model, not open",
                "  reference  what the model's run recorded as its training data",
                "  window     1,000 rows",
                "  judged by  drift alone",
                "  alarm      after 1 failed of 1 window"), builder.toString());
        String chosen = builder.reference(iris).window(5).alarmAfter(2, 3).toString();
        assertEquals(String.join("\n", "monitor of runs:/fake/model, not open",
                "  reference  iris v1",
                "  window     5 rows",
                "  judged by  drift alone",
                "  alarm      after 2 failed of 3 windows"), chosen);
    }
}
