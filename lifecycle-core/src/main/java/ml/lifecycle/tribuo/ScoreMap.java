package ml.lifecycle.tribuo;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Scores by label, with few objects for each prediction, since a service makes many. Unmodifiable. */
abstract class ScoreMap extends AbstractMap<String, Double> {

    final List<String> labels;

    /**
     * Scores of labels.
     *
     * @param labels different labels
     */
    ScoreMap(List<String> labels) {
        this.labels = labels;
    }

    /** The score of the label at an index. */
    abstract double score(int index);

    @Override
    public @Nullable Double get(@Nullable Object label) {
        int index = label instanceof String ? labels.indexOf(label) : -1;
        return index < 0 ? null : score(index);
    }

    @Override
    public boolean containsKey(@Nullable Object label) {
        return label instanceof String && labels.contains(label);
    }

    @Override
    public Set<Map.Entry<String, Double>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, Double>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return labels.size();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, Double>> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < labels.size();
        }

        @Override
        public Map.Entry<String, Double> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Map.Entry<String, Double> entry = Map.entry(labels.get(next), score(next));
            next++;
            return entry;
        }
    }
}
