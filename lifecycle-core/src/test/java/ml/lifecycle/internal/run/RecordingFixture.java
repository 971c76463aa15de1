package ml.lifecycle.internal.run;

import ml.lifecycle.run.Experiment;
import ml.lifecycle.spi.LifecycleStore;
import org.junit.jupiter.api.AfterEach;

/** A store of its own for each test, with an experiment to record in. */
abstract class RecordingFixture {

    final LifecycleStore store = Stores.fresh();
    final Experiments experiments = Stores.experiments(store);
    final Experiment iris = experiments.get("iris");

    @AfterEach
    void close() {
        experiments.close();
        store.close();
    }
}
