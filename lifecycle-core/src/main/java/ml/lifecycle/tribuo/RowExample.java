package ml.lifecycle.tribuo;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.FeatureMap;
import org.tribuo.Output;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ExampleProto;
import org.tribuo.util.Merger;

/**
 * The features of one row to be predicted: names that all rows share, sorted once, and the values. Tribuo's own example
 * copies and sorts the names for each row. Unmodifiable.
 */
final class RowExample<T extends Output<T>> extends Example<T> {

    private static final long serialVersionUID = 1L;

    private final String[] names;
    private final double[] values;

    /**
     * An example.
     *
     * @param output stands where an example of training has the truth
     * @param names different names, sorted; not copied
     * @param values as many; not copied
     */
    RowExample(T output, String[] names, double[] values) {
        super(output);
        this.names = names;
        this.values = values;
    }

    @Override
    public Iterator<Feature> iterator() {
        return new Features();
    }

    private final class Features implements Iterator<Feature> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < names.length;
        }

        @Override
        public Feature next() {
            if (next == names.length) {
                throw new NoSuchElementException();
            }
            Feature feature = new Feature(names[next], values[next]);
            next++;
            return feature;
        }
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public boolean validateExample() {
        return names.length > 0;
    }

    @Override
    public boolean isDense(FeatureMap features) {
        return copy().isDense(features);
    }

    @Override
    public Example<T> copy() {
        return new ArrayExample<>(getOutput(), names, values);
    }

    @Override
    public ExampleProto serialize() {
        return copy().serialize();
    }

    @Override
    protected void sort() {
        // Sorted when it was made.
    }

    @Override
    public void canonicalize(FeatureMap features) {
        // A matter of memory in long-lived data sets only: the names are shared here.
    }

    @Override
    public void add(Feature feature) {
        throw unmodifiable();
    }

    @Override
    public void addAll(Collection<? extends Feature> features) {
        throw unmodifiable();
    }

    @Override
    public void removeFeatures(List<Feature> features) {
        throw unmodifiable();
    }

    @Override
    public void reduceByName(Merger merger) {
        throw unmodifiable();
    }

    @Override
    protected void densify(List<String> features) {
        throw unmodifiable();
    }

    @Override
    public void set(Feature feature) {
        throw unmodifiable();
    }

    private static UnsupportedOperationException unmodifiable() {
        return new UnsupportedOperationException("The features of a row that is predicted do not change.");
    }
}
