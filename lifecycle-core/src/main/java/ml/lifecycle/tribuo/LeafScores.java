package ml.lifecycle.tribuo;

import java.util.List;
import java.util.Map;
import org.tribuo.classification.Label;

/** Scores that the leaf of a tree holds for all rows that come to it. */
final class LeafScores extends ScoreMap {

    private final Map<String, Label> leaf;

    /**
     * Scores of labels.
     *
     * @param labels different labels
     * @param leaf the scores of some of them; that of the others is 0
     */
    LeafScores(List<String> labels, Map<String, Label> leaf) {
        super(labels);
        this.leaf = leaf;
    }

    @Override
    double score(int index) {
        return LabelAnswers.score(leaf, labels.get(index));
    }
}
