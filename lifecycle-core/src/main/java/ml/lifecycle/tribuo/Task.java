package ml.lifecycle.tribuo;

import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.signature.Output;
import org.tribuo.Dataset;

/**
 * What a model is to answer. The tasks are classes of their own, each of which alone refers to its artifact of Tribuo: that
 * of another task may be absent.
 *
 * @param <T> Tribuo's type of an answer
 */
interface Task<T extends org.tribuo.Output<T>> {

    /** The answer as the signature has it. */
    Output output(Split split);

    /**
     * Rows to learn from.
     *
     * @param split has the answers
     * @param inputs the inputs of its training part; whoever has them already has counted them once
     * @param gaps whether values may be missing
     */
    Dataset<T> dataset(Split split, Table inputs, boolean gaps);

    /** By what candidates are compared, unless somebody says otherwise. */
    Metric metric();
}
