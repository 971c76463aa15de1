package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Explanation.Effect;
import ml.lifecycle.core.Explanation.Effects;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Output;
import org.apache.commons.statistics.distribution.TDistribution;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.explanations.lime.LIMEExplanation;
import org.tribuo.impl.ArrayExample;
import org.tribuo.regression.Regressor;

/** One explanation by LIME; {@link TribuoLime} says how. */
final class Lime {

    private static final int DRAWN = 1_000;
    private static final int MAX_COLUMNS = 10;
    private static final int REPEATS = 5;
    /** Of Student's distribution with {@link #REPEATS} - 1 degrees of freedom. */
    private static final double REACH =
            TDistribution.of(REPEATS - 1.0).inverseCumulativeProbability(0.975) / Math.sqrt(REPEATS);

    private final Predictor predictor;
    private final Map<String, Object> row;
    private final Prediction answer;
    private final List<LimeColumn> columns;

    Lime(Predictor predictor, List<Map<String, Object>> rows, Map<String, Object> row, Prediction answer) {
        this.predictor = predictor;
        this.row = row;
        this.answer = answer;
        if (predictor.signature().output().kind() != Output.Kind.LABEL) {
            throw new RefusedException(Names.printable(predictor.source()) + " answers "
                    + predictor.signature().output().kind() + ", and LIME imitates the scores of labels; leave .by(…) out.");
        }
        columns = LimeColumn.of(predictor.signature(), rows, row);
        if (columns.isEmpty()) {
            throw new RefusedException("In the " + rows.size() + " rows to compare with no number, text or boolean varies that"
                    + " the row has a value of, so LIME can draw no other rows; give more rows, or leave .by(…) out.");
        }
    }

    Effects effects(long seed) {
        double[][] effects = new double[columns.size()][REPEATS];
        double fidelity = 0;
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            fidelity += imitate(seeds.split(), effects, repeat) / REPEATS;
        }
        List<Effect> all = new ArrayList<>();
        for (int column = 0; column < effects.length; column++) {
            all.add(effect(columns.get(column).name(), effects[column]));
        }
        all.sort(Comparator.comparingDouble((Effect effect) -> -Math.abs(effect.mean())));
        return new Effects("LIME: what one standard deviation more, or just this text, adds to the score", fidelity, all);
    }

    /** Fills in the effects of one imitation, and answers how good it is. */
    private double imitate(SplittableRandom random, double[][] effects, int repeat) {
        LimeModel model = new LimeModel(predictor, row, answer, columns, random.nextLong());
        double[] own = columns.stream().mapToDouble(LimeColumn::own).toArray();
        ResampledLime lime = new ResampledLime(random, model, Math.min(MAX_COLUMNS, columns.size()), DRAWN);
        LIMEExplanation told = lime.explain(example(own));
        if (!lime.learnt()) {
            return 1; // no change of the score, and that is all there is to imitate
        }
        for (int column = 0; column < own.length; column++) {
            double[] other = own.clone();
            other[column] = columns.get(column).other();
            effects[column][repeat] = columns.get(column).sign() * (score(told.getModel(), other) - score(told.getModel(), own));
        }
        return told.getEvaluation().averageR2();
    }

    private static Example<Label> example(double[] values) {
        return new ArrayExample<>(new Label(Label.UNKNOWN), LimeColumn.features(values.length), values);
    }

    private static double score(Model<Regressor> imitation, double[] values) {
        Example<Regressor> example = new ArrayExample<>(new Regressor(LimeModel.SCORE, Double.NaN),
                LimeColumn.features(values.length), values);
        return imitation.predict(example).getOutput().getValues()[0];
    }

    private static Effect effect(String column, double[] repeated) {
        double mean = 0;
        for (double each : repeated) {
            mean += each / REPEATS;
        }
        double squares = 0;
        for (double each : repeated) {
            squares += (each - mean) * (each - mean);
        }
        return new Effect(column, mean, Math.sqrt(squares / (REPEATS - 1)) * REACH);
    }
}
