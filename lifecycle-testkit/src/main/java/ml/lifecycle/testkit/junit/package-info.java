/**
 * Tests on JUnit Jupiter with a lifecycle: {@link ml.lifecycle.testkit.junit.LifecycleTest} on the class, then {@link
 * ml.lifecycle.Lifecycle}, {@link ml.lifecycle.testkit.junit.ModelUnderTest}, {@link
 * ml.lifecycle.testkit.junit.DataUnderTest} and {@link ml.lifecycle.testkit.junit.GateUnderTest} as parameters.
 *
 * <p>Which store a test gets:
 * <ol>
 *   <li>the one that the annotation names: {@code @LifecycleTest(store = "lifecycle")};
 *   <li>else the one that the configuration parameter {@code ml.lifecycle.testkit.store} names, so that the same tests
 *       judge another store in the build than on a desk;
 *   <li>else one that {@code @BeforeAll} asked for by a parameter: made for the class, filled there, shared by its tests;
 *   <li>else an empty one of its own.
 * </ol>
 *
 * <p>Stores of the last two kinds are directories that are deleted afterwards, where {@code lifecycle-store-fs} is on the
 * class path, else in memory. They are verified after each test, which fails if the store is damaged. A store that was
 * named is neither verified nor deleted. Each test has an opening of its own, closed after it; so tests may run in
 * parallel.
 *
 * <p>The tests of a class that share a store (the first three kinds) share models and labelled data too: the same
 * version and the same snapshot are the same object in each test, so what a model answers on data is computed once for
 * the class. The address is looked up for each test; an alias that was moved gives the new version.
 *
 * <p>Tests with a lifecycle and gate tests are tagged {@code ml}, and the contract tests for stores that start processes
 * or fail at each operation are tagged {@code slow}; use the latter for your own tests that train for long. {@code mvn test
 * -Dgroups=ml} runs the former alone, {@code -DexcludedGroups=slow} leaves out the latter.
 *
 * <p>A gate test shows each check as a test under its parent. Gradle, IDEs and JUnit's console launcher name it by what the
 * check requires. So does Maven, if Surefire is told to by {@code <statelessTestsetReporter
 * implementation="org.apache.maven.plugin.surefire.extensions.junit5.JUnit5Xml30StatelessReporter">
 * <usePhrasedTestCaseMethodName>true</usePhrasedTestCaseMethodName></statelessTestsetReporter>}; else it numbers the
 * checks. The page of the whole gate, {@code gate-<name>.html}, is attached as a file where the launcher keeps files, in
 * Maven below {@code target/junit-jupiter}.
 *
 * <pre>{@code
 * @LifecycleTest
 * class IrisClassifierTest {
 *     @BeforeAll static void train(Lifecycle lifecycle) {
 *         RunRecord run = lifecycle.experiment("iris").run("cart", r -> r.model("model", fit(), SIGNATURE));
 *         lifecycle.model("iris").register(run, "model");
 *     }
 *     @Test void knows_setosa(@ModelUnderTest("models:/iris/1") Predictor model) {
 *         assertThat(model).predicts(row("petal_length", 1.4, "petal_width", 0.2), "setosa");
 *     }
 * }
 * }</pre>
 */
@NullMarked
package ml.lifecycle.testkit.junit;

import org.jspecify.annotations.NullMarked;
