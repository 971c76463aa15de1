package ml.lifecycle.tribuo;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes that a stored model may name. Each was looked at: none runs, loads or opens anything when it is
 * initialised or reads its protobuf. What is not here is refused, so the list names exact classes and no packages.
 */
final class AllowedClasses {

    private static final Set<String> NAMES = Stream.of(
            under("org.tribuo.",
                    "CategoricalIDInfo", "DataSource", "ImmutableFeatureMap", "MutableDataset", "RealIDInfo",
                    "classification.ImmutableLabelInfo", "classification.Label", "classification.LabelFactory",
                    "classification.LabelFactory$LabelFactoryProvenance",
                    "ImmutableDataset",
                    "classification.baseline.DummyClassifierModel", "classification.baseline.DummyClassifierTrainer",
                    "classification.baseline.DummyClassifierTrainer$DummyType",
                    "classification.dtree.CARTClassificationTrainer",
                    "classification.dtree.impurity.Entropy", "classification.dtree.impurity.GiniIndex",
                    "classification.ensemble.AdaBoostTrainer", "classification.ensemble.FullyWeightedVotingCombiner",
                    "classification.ensemble.VotingCombiner",
                    "classification.sgd.linear.LinearSGDModel", "classification.sgd.linear.LinearSGDTrainer",
                    "classification.sgd.linear.LogisticRegressionTrainer",
                    "classification.sgd.objectives.Hinge", "classification.sgd.objectives.LogMulticlass",
                    "clustering.ClusterID", "clustering.ClusteringFactory",
                    "clustering.ClusteringFactory$ClusteringFactoryProvenance", "clustering.ImmutableClusteringInfo",
                    "clustering.kmeans.KMeansModel", "clustering.kmeans.KMeansTrainer",
                    "clustering.kmeans.KMeansTrainer$Initialisation",
                    "common.nearest.KNNModel", "common.nearest.KNNModel$Backend", "common.nearest.KNNTrainer",
                    "common.tree.ExtraTreesTrainer", "common.tree.LeafNode", "common.tree.RandomForestTrainer",
                    "common.tree.SplitNode", "common.tree.TreeModel",
                    "dataset.DatasetView", "dataset.DatasetView$DatasetViewProvenance",
                    "ensemble.BaggingTrainer", "ensemble.WeightedEnsembleModel",
                    "math.LinearParameters", "math.distance.CosineDistance", "math.distance.L1Distance", "math.distance.L2Distance",
                    "math.la.DenseMatrix", "math.la.DenseVector", "math.la.SparseVector",
                    "math.util.ExpNormalizer", "math.util.NoopNormalizer", "math.util.SigmoidNormalizer",
                    "math.neighbour.bruteforce.NeighboursBruteForceFactory", "math.neighbour.kdtree.KDTreeFactory",
                    "math.optimisers.AdaDelta", "math.optimisers.AdaGrad", "math.optimisers.Adam",
                    "math.optimisers.LinearDecaySGD", "math.optimisers.ParameterAveraging", "math.optimisers.RMSProp",
                    "math.optimisers.SGD$Momentum", "math.optimisers.SimpleSGD", "math.optimisers.SqrtDecaySGD",
                    "provenance.DatasetProvenance", "provenance.EnsembleModelProvenance",
                    "provenance.ModelProvenance", "provenance.SimpleDataSourceProvenance",
                    "provenance.impl.TrainerProvenanceImpl",
                    "regression.baseline.DummyRegressionModel", "regression.baseline.DummyRegressionTrainer",
                    "regression.baseline.DummyRegressionTrainer$DummyRegressionTrainerProvenance",
                    "regression.baseline.DummyRegressionTrainer$DummyType",
                    "regression.ImmutableRegressionInfo", "regression.RegressionFactory",
                    "regression.RegressionFactory$RegressionFactoryProvenance", "regression.Regressor",
                    "regression.Regressor$DimensionTuple", "regression.ensemble.AveragingCombiner",
                    "regression.rtree.CARTJointRegressionTrainer", "regression.rtree.CARTRegressionTrainer",
                    "regression.rtree.IndependentRegressionTreeModel",
                    "regression.rtree.impurity.MeanAbsoluteError", "regression.rtree.impurity.MeanSquaredError",
                    "regression.sgd.linear.LinearSGDModel", "regression.sgd.linear.LinearSGDTrainer",
                    "regression.sgd.objectives.AbsoluteLoss", "regression.sgd.objectives.Huber",
                    "regression.sgd.objectives.SquaredLoss",
                    "transform.TransformTrainer", "transform.TransformationMap",
                    "transform.TransformationMap$TransformationList", "transform.TransformedModel",
                    "transform.TransformerMap", "transform.TransformerMap$TransformerMapProvenance"),
            under("org.tribuo.transform.transformations.",
                    "BinningTransformation", "BinningTransformation$BinningTransformationProvenance",
                    "BinningTransformation$BinningTransformer", "BinningTransformation$BinningType",
                    "IDFTransformation", "IDFTransformation$IDFTransformationProvenance",
                    "IDFTransformation$IDFTransformer",
                    "LinearScalingTransformation", "LinearScalingTransformation$LinearScalingTransformationProvenance",
                    "LinearScalingTransformation$LinearScalingTransformer",
                    "MeanStdDevTransformation", "MeanStdDevTransformation$MeanStdDevTransformationProvenance",
                    "MeanStdDevTransformation$MeanStdDevTransformer",
                    "SimpleTransform", "SimpleTransform$Operation", "SimpleTransform$SimpleTransformProvenance"),
            under("ml.lifecycle.tribuo.", "ImputeTrainer", "ImputeTrainer$Fill", "ImputedModel"),
            under("com.oracle.labs.mlrg.olcut.provenance.",
                    "ListProvenance", "MapProvenance", "impl.ConfiguredObjectProvenanceImpl",
                    "impl.NullConfiguredProvenance", "primitives.BooleanProvenance", "primitives.CharProvenance",
                    "primitives.DateTimeProvenance",
                    "primitives.DoubleProvenance", "primitives.EnumProvenance", "primitives.FloatProvenance",
                    "primitives.HashProvenance", "primitives.IntProvenance", "primitives.LongProvenance",
                    "primitives.StringProvenance"))
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    /** Those of the application. */
    private static final Set<String> ADDED = ConcurrentHashMap.newKeySet();

    /** The fields whose text Tribuo or OLCUT hands to {@code Class.forName}. */
    private static final Set<String> FIELDS =
            Set.of("class_name", "object_class_name", "provenance_class_name", "additional");
    /** What {@code additional} holds for a hash; no class. */
    private static final Pattern HASH = Pattern.compile("SHA1|SHA256|MD5");

    private AllowedClasses() {}

    private static Stream<String> under(String prefix, String... names) {
        return Stream.of(names).map(prefix::concat);
    }

    static void allow(String name) {
        ADDED.add(name);
    }

    static boolean isClassField(String field) {
        return FIELDS.contains(field);
    }

    /** Whether a field holds nothing but names of classes: what is allowed there is allowed everywhere. */
    static boolean isAlwaysClass(String field) {
        return !field.equals("additional");
    }

    static boolean allows(String field, String name) {
        return NAMES.contains(name) || ADDED.contains(name) || field.equals("additional") && HASH.matcher(name).matches();
    }
}
