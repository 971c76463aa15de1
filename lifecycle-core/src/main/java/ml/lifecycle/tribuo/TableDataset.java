package ml.lifecycle.tribuo;

import java.util.List;
import ml.lifecycle.data.TableColumn;
import org.tribuo.MutableDataset;
import org.tribuo.OutputFactory;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * A data set that knows the columns it was made of, which features alone do not tell. It has gaps, so only an
 * {@link ImputeTrainer} learns from it.
 */
final class TableDataset<T extends org.tribuo.Output<T>> extends MutableDataset<T> {

    private static final long serialVersionUID = 1L;

    private final transient List<TableColumn> columns;

    TableDataset(SimpleDataSourceProvenance source, OutputFactory<T> factory, List<TableColumn> columns) {
        super(source, factory);
        this.columns = columns;
    }

    List<TableColumn> columns() {
        return columns;
    }
}
