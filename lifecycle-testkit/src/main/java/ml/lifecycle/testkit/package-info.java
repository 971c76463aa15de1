/**
 * Assertions for models, trainings, data, runs, gate reports and registered models. {@link
 * ml.lifecycle.testkit.LifecycleAssertions} is the one import:
 *
 * <pre>{@code
 * import static ml.lifecycle.testkit.LifecycleAssertions.*;
 *
 * @LifecycleTest(store = "lifecycle")
 * class IrisClassifierTest {
 *
 *     static final LabelledData TEST = LabelledData.of(Table.read(Path.of("iris-test.csv")), "species");
 *
 *     @Test void knows_its_input() {
 *         assertThat(TEST.table()).hasNoMissing().column("petal_length").isBetween(0.1, 10);
 *     }
 *
 *     @Test void meets_the_kpi(@ModelUnderTest("models:/iris@staging") Predictor model) {
 *         assertThat(model).on(TEST).accuracy().withConfidence(0.95).isAtLeast(0.9);
 *         assertThat(model).on(TEST).fairnessGap("region").isAtMost(0.15);
 *     }
 *
 *     @Test void answers_the_same_however_asked(@ModelUnderTest("models:/iris@staging") Predictor model) {
 *         assertThat(model).on(TEST).predictsTheSame().singleAndInBatch().inAnyOrder().inThreads(8);
 *     }
 *
 *     @Test void refuses_nonsense(@ModelUnderTest("models:/iris@staging") Predictor model) {
 *         assertThat(model).refusesInvalidInput();
 *     }
 *
 *     @Test void trains_deterministically() {
 *         assertThatTraining(() -> train(42)).isDeterministic();
 *     }
 *
 *     @GateTest GateChecks production(@ModelUnderTest("models:/iris@staging") Predictor model) {
 *         return assertThat(model).on(TEST).checksOf(GATE);
 *     }
 * }
 * }</pre>
 *
 * <p>Nothing here computes a metric. An assertion on quality builds a {@link ml.lifecycle.gate.Check}, the engine
 * evaluates it, and the testkit words the failure; so a test and a gate cannot disagree. As everywhere, only
 * {@code PASS} passes: an assertion on no rows, or on groups that are too small, fails and says so.
 *
 * <p>Failures are {@link org.opentest4j.AssertionFailedError}s. Their message is a sentence and then facts: what was
 * required, what was observed, on which data, the first rows that offend as Java source, and what to do. What a model or
 * a training throws passes through unchanged, except where an assertion asks just whether it throws.
 */
@NullMarked
package ml.lifecycle.testkit;

import org.jspecify.annotations.NullMarked;
