package ml.lifecycle.tribuo;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.util.Map;
import ml.lifecycle.RefusedException;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * Trains on rows with gaps: what stands in for a missing value is learnt from the rows of training, and becomes a part of
 * the model, so that a row with gaps gets the same treatment when it is to be predicted. A number is filled with the
 * median or the mean of its column, a text and a boolean with the most frequent value.
 *
 * <p>Around it goes no other trainer; what scales or trains the filled rows stands inside:
 * <pre>{@code
 * new ImputeTrainer<>(new TransformTrainer<>(new KNNTrainer<>(…), scaling), ImputeTrainer.Fill.MEDIAN)
 * }</pre>
 *
 * @param <T> Tribuo's type of an answer
 */
@SuppressWarnings("exports") // Tribuo is optional: to require it transitively would force it on every module
public final class ImputeTrainer<T extends org.tribuo.Output<T>> implements Trainer<T> {

    /** What stands in for a number. */
    public enum Fill {
        /** The mean of the values that are there. */
        MEAN,
        /** Their median, which a few values far away do not move. */
        MEDIAN
    }

    @Config(mandatory = true, description = "What trains on the filled rows.")
    private Trainer<T> innerTrainer;

    @Config(mandatory = true, description = "What stands in for a number.")
    private Fill fill;

    /** For OLCUT, which then sets the fields: it makes a trainer again from the provenance of its model. */
    @SuppressWarnings({"unused", "NullAway"})
    private ImputeTrainer() {}

    /**
     * Fills gaps before a trainer trains.
     *
     * @param trainer what trains on the filled rows
     * @param fill what stands in for a number
     */
    public ImputeTrainer(Trainer<T> trainer, Fill fill) {
        this.innerTrainer = trainer;
        this.fill = fill;
    }

    @Override
    public Model<T> train(Dataset<T> examples, Map<String, Provenance> runProvenance) {
        return train(examples, runProvenance, INCREMENT_INVOCATION_COUNT);
    }

    /**
     * Trains.
     *
     * @throws RefusedException if the data set is not of a table, or a column has no value at all
     */
    @Override
    public Model<T> train(Dataset<T> examples, Map<String, Provenance> runProvenance, int invocationCount) {
        if (!(examples instanceof TableDataset<T> table)) {
            throw new RefusedException("ImputeTrainer fills the columns of a table, and was given other data. Make it the"
                    + " outermost trainer, and train with TribuoRun or on data of TribuoData.");
        }
        Fills fills = Fills.learn(table.columns(), fill);
        MutableDataset<T> filled = new MutableDataset<>(examples.getSourceProvenance(), examples.getOutputFactory());
        for (Example<T> example : examples) {
            filled.add(fills.complete(example));
        }
        synchronized (this) {
            TrainerProvenance trainer = getProvenance();
            Model<T> inner = innerTrainer.train(filled, Map.of(), invocationCount);
            ModelProvenance provenance = new ModelProvenance(ImputedModel.class.getName(),
                    inner.getProvenance().getTrainingTime(), filled.getProvenance(), trainer, runProvenance);
            return new ImputedModel<>(inner.getName(), provenance, inner, fills);
        }
    }

    @Override
    public int getInvocationCount() {
        return innerTrainer.getInvocationCount();
    }

    @Override
    public void setInvocationCount(int invocationCount) {
        innerTrainer.setInvocationCount(invocationCount);
    }

    @Override
    public TrainerProvenance getProvenance() {
        return new TrainerProvenanceImpl(this);
    }
}
