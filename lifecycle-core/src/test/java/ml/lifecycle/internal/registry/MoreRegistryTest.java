package ml.lifecycle.internal.registry;

import static ml.lifecycle.gate.Checks.accuracy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.internal.model.StumpFormat.Stump;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.registry.RegistryEvent.Kind;
import ml.lifecycle.registry.RegistryEvent;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MoreRegistryTest {

    private static final Signature SIGNATURE =
            Signature.of(Output.label("size", List.of("high", "low")), Column.number("x").between(0, 10));
    private static final QualityGate GATE = QualityGate.named("release").require(accuracy().atLeast(0.7));

    private final Lifecycle lifecycle = Lifecycle.open("memory:more-registry-" + System.nanoTime());
    private final RegisteredModel model = lifecycle.model("size");

    @AfterEach
    void the_store_is_whole() {
        assertTrue(lifecycle.maintenance().verify().clean());
        lifecycle.close();
    }

    private RunRecord run(double threshold) {
        return lifecycle.experiment("stumps").run("stump", run -> run.model("model", new Stump(threshold), SIGNATURE));
    }

    private void promote(ModelVersion version) {
        model.promote(version).to("production").by("anna").because("trial").submit().orThrow();
    }

    private String refused(ModelVersion version, String... said) {
        var promotion = model.promote(version);
        for (String word : said) {
            switch (word) {
                case "to" -> promotion.to("production");
                case "through" -> promotion.through(GATE);
                case "evaluated" -> promotion.evaluatedBy(any -> Evidence.of(Map.of()));
                case "by" -> promotion.by("bob");
                default -> promotion.because(word);
            }
        }
        return assertThrows(RefusedException.class, promotion::submit).getMessage();
    }

    @Test
    void a_promotion_lists_all_that_is_wrong_with_it() {
        ModelVersion first = model.register(run(1), "model");
        promote(first);
        assertEquals("The promotion of version 1 of 'size' is refused for 3 reasons.\n"
                + "  The promotion of version 1 of 'size' does not say who and why; add .by(\"…\") and .because(\"…\").\n"
                + "  The alias 'production' of 'size' points to version 1 already; there is nothing to promote.\n"
                + "  The promotion of version 1 of 'size' to 'production' gathers evidence, but no gate judges it; add"
                + " .through(gate).\n"
                + "Nothing was changed.", refused(first, "to", "evaluated"));
        assertEquals("The alias 'production' of 'size' points to version 1 already; there is nothing to promote. Nothing"
                + " was changed.", refused(first, "to", "by", "because"));
        assertTrue(refused(first, "through").contains("is refused for 3 reasons"), "alias, who and why, evidence");
        model.protect("production").through(GATE).onlyBy("anna").by("anna").because("rule").submit();
        String message = refused(model.register(run(2), "model"), "to", "by", "because");
        assertTrue(message.contains("allows only anna") && message.contains(".evaluatedBy(version"), message);
    }

    @Test
    void the_same_content_gets_another_version_that_says_so() {
        RunRecord run = run(1);
        assertEquals(0, model.register(run, "model").sameAs());
        assertEquals(0, model.register(run(2), "model").sameAs());
        ModelVersion again = model.register(run, "model");
        assertEquals(List.of(3, 1), List.of(again.number(), again.sameAs()));
        assertTrue(again.toString().endsWith(", the same content as version 1"), again.toString());
        assertEquals(1, model.register(run, "model").sameAs());
        assertEquals(List.of(0, 0, 1, 1), model.versions().stream().map(ModelVersion::sameAs).toList());
    }

    @Test
    void a_registration_says_by_whom_if_that_was_said() {
        model.register(run(1), "model");
        model.register(run(2), "model", "anna");
        assertEquals(List.of("", "anna"), model.history().events().stream().map(RegistryEvent::by).toList());
        assertThrows(RefusedException.class, () -> model.register(run(3), "model", " "));
        assertEquals(2, model.versions().size());
    }

    @Test
    void the_history_of_an_alias_that_never_was_is_not_empty_but_not_found() {
        assertThrows(NotFoundException.class, () -> model.history("production"));
        promote(model.register(run(1), "model"));
        model.protect("staging").through(GATE).by("anna").because("rule").submit();
        assertEquals("Nothing ever happened to an alias 'prodction' of the model 'size'; there were production,"
                + " staging.", assertThrows(NotFoundException.class, () -> model.history("prodction")).getMessage());
        assertEquals(List.of(Kind.PROTECTED), model.history("staging").events().stream().map(RegistryEvent::kind).toList());
    }

    @Test
    void the_lines_of_a_long_history_begin_in_one_column() {
        ModelVersion first = model.register(run(1), "model");
        ModelVersion second = model.register(run(2), "model");
        for (int i = 0; i < 5; i++) {
            promote(first);
            promote(second);
        }
        List<String> lines = model.history().toString().lines().toList();
        assertEquals(Set.of(4), lines.stream().filter(line -> !line.contains("trial"))
                .map(line -> line.indexOf("20", 3)).collect(Collectors.toSet()), String.join("\n", lines));
        assertEquals(Set.of(4), lines.stream().filter(line -> line.contains("trial"))
                .map(line -> line.indexOf("trial")).collect(Collectors.toSet()));
    }
}
