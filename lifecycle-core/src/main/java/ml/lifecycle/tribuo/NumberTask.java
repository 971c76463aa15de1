package ml.lifecycle.tribuo;

import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.signature.Output;
import org.tribuo.Dataset;
import org.tribuo.regression.Regressor;

/** Regression. */
final class NumberTask implements Task<Regressor> {

    @Override
    public Output output(Split split) {
        return Output.number(split.target());
    }

    @Override
    public Dataset<Regressor> dataset(Split split, Table inputs, boolean gaps) {
        return TribuoData.regression(inputs, split.train().column(split.target()), gaps);
    }

    @Override
    public Metric metric() {
        return Checks.rmse();
    }
}
