package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.SparseModel;
import org.tribuo.classification.Label;
import org.tribuo.classification.explanations.lime.LIMEBase;
import org.tribuo.impl.ArrayExample;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.slm.SLMTrainer;

/**
 * Tribuo's LIME, with as many rows as were drawn taken from them in proportion to their weights. Its linear trainer multiplies
 * rows by their weights before it takes the means off, which shifts what it learns of rows of different weights; of rows of one
 * weight it is right.
 */
final class ResampledLime extends LIMEBase {

    private final SplittableRandom again;
    private boolean learnt = true;

    ResampledLime(SplittableRandom random, Model<Label> model, int columns, int drawn) {
        super(random, model, new SLMTrainer(true, columns), drawn);
        again = random.split();
    }

    @Override
    protected SparseModel<Regressor> trainExplainer(Example<Regressor> target, List<Example<Regressor>> samples) {
        double[] ends = new double[samples.size()];
        double sum = 0;
        for (int row = 0; row < ends.length; row++) {
            sum += samples.get(row).getWeight();
            ends[row] = sum;
        }
        List<Example<Regressor>> taken = new ArrayList<>(ends.length);
        // At equal distances from one that is drawn, which is steadier than each by itself.
        double first = again.nextDouble();
        int row = 0;
        for (int index = 0; index < ends.length; index++) {
            double place = (first + index) / ends.length * sum;
            while (row < ends.length - 1 && ends[row] <= place) {
                row++;
            }
            taken.add(new ArrayExample<>(samples.get(row).getOutput(), samples.get(row), 1f));
        }
        learnt = taken.stream().anyMatch(example -> score(example) != score(target));
        // Tribuo's trainer fails where all scores are the same. What it learns instead is not looked at then.
        return super.trainExplainer(learnt ? target : anyScore(target, 0),
                learnt ? taken : taken.stream().map(example -> anyScore(example, 1)).toList());
    }

    /** Whether there was anything to learn: with one score in all rows no column has an effect. */
    boolean learnt() {
        return learnt;
    }

    private static double score(Example<Regressor> example) {
        return example.getOutput().getValues()[0];
    }

    private static Example<Regressor> anyScore(Example<Regressor> example, double score) {
        return new ArrayExample<>(new Regressor(example.getOutput().getNames()[0], score), example, 1f);
    }
}
