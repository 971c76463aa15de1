/**
 * What has a policy: recording, searching, gates, statistics, the registry, profiles; and the adapters to Tribuo and to
 * ONNX Runtime, which are optional dependencies.
 */
module ml.lifecycle.core {
    requires transitive ml.lifecycle.api;
    requires com.dynatrace.hash4j;
    requires com.fasterxml.jackson.databind;
    requires de.siegmar.fastcsv;
    requires org.apache.commons.statistics.distribution;
    requires org.apache.commons.statistics.inference;
    requires org.slf4j;
    requires static java.sql;
    requires static com.google.protobuf;
    requires static com.microsoft.onnxruntime;
    requires static com.oracle.labs.mlrg.olcut;
    requires static com.oracle.labs.mlrg.olcut.config.protobuf;
    requires static org.tribuo.classification.core;
    requires static org.tribuo.classification.dtree;
    requires static org.tribuo.classification.explanations;
    requires static org.tribuo.clustering.core;
    requires static org.tribuo.clustering.kmeans;
    requires static org.tribuo.common.nearest;
    requires static org.tribuo.common.tree;
    requires static org.tribuo.core;
    requires static org.tribuo.math;
    requires static org.tribuo.regression.core;
    requires static org.tribuo.regression.rtree;
    requires static org.tribuo.regression.sgd;
    requires static org.tribuo.regression.slm;
    requires static org.tribuo.util.onnx;

    exports ml.lifecycle.core;
    exports ml.lifecycle.onnx;
    exports ml.lifecycle.tribuo;

    // OLCUT sets the fields of a trainer that is made again from its configuration.
    opens ml.lifecycle.tribuo to com.oracle.labs.mlrg.olcut;

    uses ml.lifecycle.Reproducer;
    uses ml.lifecycle.model.ModelFormat;

    provides ml.lifecycle.LifecycleEngine with ml.lifecycle.internal.CoreEngine;
    provides ml.lifecycle.Reproducer with ml.lifecycle.tribuo.TribuoReproducer;
    provides ml.lifecycle.data.TableEngine with ml.lifecycle.internal.CoreEngine;
    provides ml.lifecycle.gate.GateEngine with ml.lifecycle.internal.CoreEngine;
    provides ml.lifecycle.model.ModelFormat
            with ml.lifecycle.tribuo.TribuoModelFormat, ml.lifecycle.onnx.OnnxModelFormat;
    provides ml.lifecycle.spi.StoreProvider with ml.lifecycle.core.MemoryStoreProvider;
}
