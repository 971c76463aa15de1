/**
 * Assertions for JUnit, properties for jqwik, and the contract tests for authors of stores.
 */
module ml.lifecycle.testkit {
    requires ml.lifecycle.core;
    requires org.apache.commons.statistics.distribution;
    requires static net.jqwik.api;
    requires transitive ml.lifecycle.api;
    requires transitive org.junit.jupiter.api;
    requires transitive org.opentest4j;

    exports ml.lifecycle.testkit;
    exports ml.lifecycle.testkit.fault;
    exports ml.lifecycle.testkit.jqwik;
    exports ml.lifecycle.testkit.junit;
    exports ml.lifecycle.testkit.tck;

    opens ml.lifecycle.testkit.fault to org.junit.platform.commons;
    opens ml.lifecycle.testkit.junit to org.junit.platform.commons;
    opens ml.lifecycle.testkit.tck to org.junit.platform.commons;

    uses ml.lifecycle.model.ModelFormat;
    uses ml.lifecycle.spi.StoreProvider;

    provides net.jqwik.api.SampleReportingFormat with ml.lifecycle.testkit.jqwik.RowFormat;
    provides net.jqwik.api.providers.ArbitraryProvider with ml.lifecycle.testkit.jqwik.SignatureRowProvider;
}
