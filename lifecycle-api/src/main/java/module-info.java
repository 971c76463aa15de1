/**
 * The words of Lifecycle: records, fluent interfaces, checks as data, and the interfaces that a store implements.
 */
@SuppressWarnings("module") // The module that the style of reports is exported to is compiled later.
module ml.lifecycle.api {
    requires static transitive org.jspecify;

    exports ml.lifecycle;
    exports ml.lifecycle.data;
    exports ml.lifecycle.gate;
    exports ml.lifecycle.model;
    exports ml.lifecycle.monitor;
    exports ml.lifecycle.registry;
    exports ml.lifecycle.report to ml.lifecycle.core;
    exports ml.lifecycle.run;
    exports ml.lifecycle.signature;
    exports ml.lifecycle.spi;

    uses ml.lifecycle.LifecycleEngine;
    uses ml.lifecycle.data.TableEngine;
    uses ml.lifecycle.gate.GateEngine;
    uses ml.lifecycle.spi.StoreProvider;
}
