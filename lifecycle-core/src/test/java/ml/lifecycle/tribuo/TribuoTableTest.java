package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.signature.ColumnType;
import org.junit.jupiter.api.Test;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.clustering.ClusterID;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

class TribuoTableTest {

    private static final Table MIXED = Table.of(Map.of(
            "size", List.of(1.5, 2.5, 3.5), "region", List.of("north", "south=x", "north"), "class", List.of("a", "b", "a")));

    private static MutableDataset<Label> dataset(String[] names, double[]... rows) {
        MutableDataset<Label> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance("test", new LabelFactory()), new LabelFactory());
        for (double[] row : rows) {
            dataset.add(new ArrayExample<>(new Label("a"), names, row));
        }
        return dataset;
    }

    @Test
    void a_table_comes_back_as_it_was() {
        Table back = TribuoData.table(TribuoData.classification(MIXED, "class"), "class");
        assertEquals(List.of("region", "size", "class"), back.columns().stream().map(TableColumn::name).toList());
        for (int row = 0; row < MIXED.rows(); row++) {
            assertEquals(MIXED.row(row), back.row(row));
        }
    }

    @Test
    void a_data_set_comes_back_as_it_was() {
        MutableDataset<Label> there = TribuoData.classification(Iris.TABLE, "species");
        MutableDataset<Label> again = TribuoData.classification(TribuoData.table(there, "species"), "species");
        assertEquals(150, again.size());
        for (int row = 0; row < 150; row++) {
            assertEquals(there.getExample(row).toString(), again.getExample(row).toString());
        }
    }

    @Test
    void whole_numbers_and_booleans_are_numbers_and_an_unassigned_cluster_is_missing() {
        Table inputs = Table.of(Map.of("count", List.of(1, 2), "flag", List.of(true, false)));
        Table back = TribuoData.table(TribuoData.clustering(inputs), "cluster");
        assertEquals(ColumnType.NUMBER, back.column("count").type());
        assertEquals(1, back.column("flag").number(0));
        assertNull(back.column("cluster").value(0));
        assertEquals(List.of("count", "flag"), TribuoData.table(TribuoData.clustering(inputs)).columns().stream()
                .map(TableColumn::name).toList());
    }

    @Test
    void what_a_regression_learns_is_a_number() {
        Table back = TribuoData.table(TribuoData.regression(Iris.INPUTS, "petal_width"), "petal_width");
        assertEquals(Iris.INPUTS.row(149), back.row(149));
    }

    @Test
    void assigned_clusters_are_whole_numbers() {
        MutableDataset<ClusterID> clusters = TribuoData.clustering(Iris.INPUTS);
        MutableDataset<ClusterID> assigned = new MutableDataset<>(clusters.getProvenance(), clusters.getOutputFactory());
        clusters.forEach(example -> assigned.add(new ArrayExample<>(new ClusterID(2), example, 1)));
        assertEquals(ColumnType.INTEGER, TribuoData.table(assigned, "cluster").column("cluster").type());
        assertEquals(2L, TribuoData.table(assigned, "cluster").column("cluster").value(149));
    }

    @Test
    void a_feature_that_an_example_lacks_is_missing_and_not_zero() {
        MutableDataset<Label> sparse = dataset(new String[] {"x", "y"}, new double[] {1, 2});
        sparse.add(new ArrayExample<>(new Label("b"), new String[] {"x"}, new double[] {3}));
        assertTrue(TribuoData.table(sparse).column("y").isMissing(1));
    }

    @Test
    void features_that_only_look_like_texts_stay_numbers() {
        Table weights = TribuoData.table(dataset(new String[] {"w=a", "w=b"}, new double[] {1, 1}));
        assertEquals(List.of("w=a", "w=b"), weights.columns().stream().map(TableColumn::name).toList());
        Table share = TribuoData.table(dataset(new String[] {"w=a"}, new double[] {0.5}));
        assertEquals(0.5, share.column("w=a").number(0));
        Table both = TribuoData.table(dataset(new String[] {"w", "w=a"}, new double[] {2, 1}));
        assertEquals(2, both.columns().size());
    }

    @Test
    void what_a_table_cannot_have_is_refused() {
        MutableDataset<Label> dataset = dataset(new String[] {"x"}, new double[] {1});
        assertTrue(assertThrows(RefusedException.class, () -> TribuoData.table(dataset, "x")).getMessage()
                .contains("'x' already"));
        assertThrows(RefusedException.class, () -> TribuoData.table(dataset(new String[] {"x"}, new double[] {1 / 0.0})));
        assertThrows(RefusedException.class, () -> TribuoData.table(dataset(new String[] {"a\nb"}, new double[] {1})));
        assertThrows(RefusedException.class, () -> TribuoData.table(dataset(new String[] {"x"})));
        assertFalse(TribuoData.table(dataset).toString().isEmpty());
    }
}
