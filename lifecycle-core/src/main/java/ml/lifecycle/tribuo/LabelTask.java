package ml.lifecycle.tribuo;

import ml.lifecycle.core.Signatures;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.signature.Output;
import org.tribuo.Dataset;
import org.tribuo.classification.Label;

/** Classification. */
final class LabelTask implements Task<Label> {

    @Override
    public Output output(Split split) {
        return Output.label(split.target(), Signatures.levels(split.train().column(split.target())));
    }

    @Override
    public Dataset<Label> dataset(Split split, Table inputs, boolean gaps) {
        return TribuoData.classification(inputs, split.train().column(split.target()), gaps);
    }

    @Override
    public Metric metric() {
        return Checks.accuracy();
    }
}
