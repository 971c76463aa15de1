package ml.lifecycle.internal.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.run.ArtifactRef;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.ModelInfo;

/** What an event says of a run, or all that a run has recorded. Guarded by its owner. */
final class Sections {

    final Map<String, String> params = new LinkedHashMap<>();
    final Map<String, String> tags = new LinkedHashMap<>();
    final List<MetricCell> metrics = new ArrayList<>();
    final Map<String, ArtifactRef> artifacts = new LinkedHashMap<>();
    final List<DataUse> data = new ArrayList<>();
    final Map<String, ModelInfo> models = new LinkedHashMap<>();

    boolean isEmpty() {
        return params.isEmpty() && tags.isEmpty() && metrics.isEmpty() && artifacts.isEmpty() && data.isEmpty()
                && models.isEmpty();
    }
}
