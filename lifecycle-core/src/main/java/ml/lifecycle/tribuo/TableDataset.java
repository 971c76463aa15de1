package ml.lifecycle.tribuo;

import java.util.List;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import org.tribuo.MutableDataset;
import org.tribuo.OutputFactory;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** A data set that knows the columns it was made of, which features alone do not tell. */
final class TableDataset<T extends org.tribuo.Output<T>> extends MutableDataset<T> {

    private static final long serialVersionUID = 1L;

    private final transient Table inputs;

    TableDataset(Table inputs, OutputFactory<T> factory) {
        super(new SimpleDataSourceProvenance("table " + inputs.digest(), factory), factory);
        this.inputs = inputs;
    }

    List<TableColumn> columns() {
        return inputs.columns();
    }
}
