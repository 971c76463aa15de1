package ml.lifecycle.tribuo;

import java.util.List;

/** Scores that belong to one prediction. */
final class LabelScores extends ScoreMap {

    private final double[] scores;

    /**
     * Scores of labels.
     *
     * @param labels different labels
     * @param scores as many; not copied
     */
    LabelScores(List<String> labels, double[] scores) {
        super(labels);
        this.scores = scores;
    }

    @Override
    double score(int index) {
        return scores[index];
    }
}
