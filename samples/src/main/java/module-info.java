/** Programs that people copy. */
@SuppressWarnings("requires-automatic")
module ml.lifecycle.samples {
    requires com.microsoft.onnxruntime;
    requires com.oracle.labs.mlrg.olcut;
    requires java.logging;
    requires ml.lifecycle.core;
    requires ml.lifecycle.store.fs;
    requires org.tribuo.classification.core;
    requires org.tribuo.classification.dtree;
    requires org.tribuo.classification.sgd;
    requires org.tribuo.clustering.core;
    requires org.tribuo.clustering.kmeans;
    requires org.tribuo.common.nearest;
    requires org.tribuo.common.tree;
    requires org.tribuo.core;
    requires org.tribuo.math;

    exports ml.lifecycle.samples;
}
