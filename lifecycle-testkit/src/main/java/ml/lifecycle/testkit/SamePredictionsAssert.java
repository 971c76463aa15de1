package ml.lifecycle.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.testkit.internal.Show;

/**
 * Requires that a model gives the same answer to a row in whatever way it is asked. Same means: the same label, and
 * the same bits of number and scores. Each method gives this subject for the next.
 */
public final class SamePredictionsAssert {

    private static final int SHUFFLES = 3;
    private static final int REPETITIONS = 3;

    private final Predictor model;
    private final NumberedRows rows;
    private final String data;
    private final Outcome outcome;

    SamePredictionsAssert(Predictor model, NumberedRows rows, String data, Outcome outcome) {
        this.model = model;
        this.rows = rows;
        this.data = data;
        this.outcome = outcome;
    }

    /**
     * Asked again with the same rows in the same order.
     *
     * @return this assertion
     */
    public SamePredictionsAssert everyTime() {
        List<Prediction> expected = model.predict(rows);
        for (int again = 0; again < REPETITIONS; again++) {
            if (differs("when asked again", expected, model.predict(rows),
                    "look for random numbers and for state that is kept from call to call")) {
                break;
            }
        }
        return this;
    }

    /**
     * Asked row by row and for all rows at once.
     *
     * @return this assertion
     */
    public SamePredictionsAssert singleAndInBatch() {
        List<Prediction> single = new ArrayList<>(rows.size());
        rows.forEach(row -> single.add(model.predict(row)));
        differs("in a batch and alone", single, model.predict(rows),
                "look for statistics computed over the batch, such as normalisation, and for state kept between calls");
        return this;
    }

    /**
     * Asked with the rows backwards and shuffled.
     *
     * @return this assertion
     */
    public SamePredictionsAssert inAnyOrder() {
        List<Prediction> expected = model.predict(rows);
        List<Integer> order = new ArrayList<>();
        for (int i = rows.size() - 1; i >= 0; i--) {
            order.add(i);
        }
        for (int seed = 0; seed <= SHUFFLES; seed++) {
            if (differs("in another order of the rows", expected, inOrder(order),
                    "look for state that one row leaves for the next")) {
                break;
            }
            Collections.shuffle(order, new Random(seed));
        }
        return this;
    }

    private List<Prediction> inOrder(List<Integer> order) {
        List<Prediction> shuffled = model.predict(order.stream().map(rows::get).toList());
        Prediction[] answers = new Prediction[order.size()];
        for (int i = 0; i < Math.min(answers.length, shuffled.size()); i++) {
            answers[order.get(i)] = shuffled.get(i);
        }
        return Arrays.asList(answers);
    }

    /**
     * Asked by several threads at once, row by row, while the others ask too.
     *
     * @param threads how many, at least 2; 8 is a good choice
     * @return this assertion
     */
    public SamePredictionsAssert inThreads(int threads) {
        List<Prediction> expected = new ArrayList<>(rows.size());
        rows.forEach(row -> expected.add(model.predict(row)));
        for (List<Prediction> answers : new ManyThreads(model, rows, threads).ask()) {
            if (differs("by " + threads + " threads at once", expected, answers,
                    "look for fields that are written while predicting; keep such state in local variables")) {
                break;
            }
        }
        return this;
    }

    /**
     * Asked of the same model after it was saved and loaded.
     *
     * @param reload loads it anew, for example {@code () -> lifecycle.predictor("models:/iris@staging")}
     * @return this assertion
     */
    public SamePredictionsAssert afterReload(Supplier<Predictor> reload) {
        differs("after saving and loading", model.predict(rows), Answers.tolerant(reload.get()).predict(rows),
                "look for what is not stored with the model: scaling, the order of labels, settings");
        return this;
    }

    /**
     * Asked of the same version in another Java process, which is started for this, with the same class path, and loads
     * the model from the store by its {@link Predictor#source()}.
     *
     * @param store the directory of the store
     * @return this assertion
     */
    public SamePredictionsAssert inAnotherProcess(Path store) {
        differs("in another process", model.predict(rows), new OtherProcess(store, model.source()).predict(rows),
                "look for what depends on the process: hash codes, default locale and charset, static state");
        return this;
    }

    private boolean differs(String how, List<Prediction> expected, List<Prediction> answers, String advice) {
        if (rows.isEmpty()) {
            outcome.failed(Facts.of("Expected " + model.source() + " to answer the same " + how
                            + ", but there are no rows to ask it for.")
                    .fact("data", data).fact("to do", "give data with rows; what checked nothing does not pass")
                    .error("rows", "none"));
            return true;
        }
        List<String> different = Answers.differences(rows, expected, answers);
        if (!different.isEmpty()) {
            outcome.failed(Facts.of("Expected " + model.source() + " to answer the same " + how + ", but "
                            + different.size() + " of " + Show.count(rows.size(), "answer") + " differ.")
                    .fact("data", data)
                    .lines("different", different)
                    .fact("to do", advice)
                    .error("the same answers", Show.count(different.size(), "different answer")));
        }
        return !different.isEmpty();
    }
}
