package ml.lifecycle.tribuo;

import java.util.List;
import java.util.Map;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.EffectMethod;
import ml.lifecycle.core.Explanation;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;

/**
 * Effects by LIME: a linear model that imitates a classifier near one row. M. T. Ribeiro, S. Singh, C. Guestrin, "Why should
 * I trust you?": explaining the predictions of any classifier, Proceedings of KDD 2016; computed by Tribuo.
 *
 * <pre>
 * Explainer.of(predictor, split.train()).by(TribuoLime.seeded(42)).explain(row).print();
 * </pre>
 *
 * <p>The effect of a number is the change of the answer's score with one standard deviation more, that of a text or a boolean
 * the change that comes of its being just this one; of more than ten columns the others count as none. Each is the mean of
 * five imitations by 1,000 rows drawn around the row, with the interval of their means. The fidelity is their R² on the drawn
 * rows; a poor one says that the score is not linear there, and that the effects are not to be relied on. Instants and values
 * that the row does not have stay as they are. Where the model gives no scores, the score is 1 for the answer and else 0.
 *
 * <p>Tribuo's own way to ask takes only models of Tribuo that say that they give probabilities, which a single tree does not
 * by itself, takes numbers of up to 50 different values for categories, and draws rows with two texts in a column. Here a
 * classifier of any format is asked, through its signature, and rows are drawn as the columns have them. Of Tribuo remain the
 * drawing, the kernel of distances, which is wide (in {@code n} columns a row that is {@code d} away counts
 * {@code exp(-d² / (1.125 n²))}), and the linear model, which learns from rows taken in proportion to that. It logs each step at the level INFO, as do all trainings of Tribuo.
 *
 * <p>Needs {@code org.tribuo:tribuo-classification-explanations}. The same seed and rows have the same effects. Immutable.
 */
public final class TribuoLime implements EffectMethod {

    private static final List<String> NEEDED = List.of("org.tribuo.classification.explanations.lime.LIMEBase",
            "org.tribuo.regression.slm.SLMTrainer", "org.tribuo.interop.ExternalModel");

    private final long seed;

    private TribuoLime(long seed) {
        this.seed = seed;
    }

    /**
     * Draws rows by a seed.
     *
     * @param seed any number
     * @return the method, for {@link ml.lifecycle.core.Explainer#by}
     */
    public static TribuoLime seeded(long seed) {
        return new TribuoLime(seed);
    }

    /**
     * Imitates the model near the row.
     *
     * @throws RefusedException if the model does not answer labels, no column that the row has a value in varies in the
     *         other rows, or Tribuo's artifact is absent
     */
    @Override
    public Explanation.Effects of(
            Predictor predictor, List<Map<String, Object>> rows, Map<String, Object> row, Prediction answer) {
        for (String needed : NEEDED) {
            try {
                Class.forName(needed, false, TribuoLime.class.getClassLoader());
            } catch (ClassNotFoundException absent) {
                throw new RefusedException("LIME is computed by Tribuo, whose class " + needed + " is not on the class path;"
                        + " add org.tribuo:tribuo-classification-explanations, or leave .by(TribuoLime…) out.", absent);
            }
        }
        return new Lime(predictor, rows, row, answer).effects(seed);
    }

    @Override
    public String toString() {
        return "LIME with the seed " + seed;
    }
}
