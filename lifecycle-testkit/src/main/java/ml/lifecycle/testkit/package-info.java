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
 * <p>What a model answers on one {@link ml.lifecycle.testkit.LabelledData} is computed once, with its latencies and all
 * that a gate may ask for, which takes about a tenth of a second; so keep the data in a static field.
 *
 * <h2>Messages</h2>
 * Failures are {@link org.opentest4j.AssertionFailedError}s, whose expected and actual value an IDE shows side by side.
 * Their message is one sentence and then facts in two columns, so that it can be read in a log without the test:
 *
 * <pre>{@code
 * Expected of models:/iris/3 on iris v1 (150 rows): accuracy at least 0.9; but it is not.
 *   required    accuracy at least 0.9
 *   observed    0.8733 over 150 rows
 *   data        iris v1 (150 rows), digest 0c1d9f21ab34
 *   model       models:/iris/3, digest 7e35a2b8d001
 *   says        0.8733 on 150 rows; point estimate, required at least 0.9.
 *   wrong rows  row 70 is "versicolor", predicted "virginica": row("petal_length", 4.8, "petal_width", 1.8)
 *               …
 *               and 12 more
 *   to do       look at the wrong rows; improve the model or the data, and change the bound only for a reason
 * }</pre>
 *
 * <ol>
 *   <li>The sentence: {@code Expected}, the subject by its address or name with its state, what was required, {@code but}
 *       what came. "Could not be shown" means inconclusive: too few rows, no value.
 *   <li>The facts: what was checked on what (with digests and numbers of rows), required, observed with its interval, the
 *       worst slice, and at most seven of what offends, rows as Java source that can be pasted into a test.
 *   <li>{@code to do}, always last: where to look first.
 * </ol>
 *
 * <p>What a model or a training throws passes through unchanged, except where an assertion asks just whether it throws.
 */
@NullMarked
package ml.lifecycle.testkit;

import org.jspecify.annotations.NullMarked;
