package ml.lifecycle.tribuo;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.data.Table;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.peers.Answers;
import ml.lifecycle.peers.Inputs;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SilhouetteAgreementTest {

    @Test
    @DisplayName("the silhouette that runs record is that of scikit-learn")
    void silhouettes() {
        Answers.of("silhouettes").compare(seed -> {
            Map<String, double[]> input = Inputs.of("silhouettes", seed);
            Map<String, List<?>> columns = new LinkedHashMap<>();
            columns.put("x", Arrays.stream(input.get("x")).boxed().toList());
            columns.put("y", Arrays.stream(input.get("y")).boxed().toList());
            columns.put("level", Arrays.stream(input.get("level")).mapToObj(level -> "c" + (int) level).toList());
            List<Prediction> answers = Arrays.stream(input.get("clusters"))
                    .mapToObj(found -> TribuoRunTest.cluster((int) found)).toList();
            return Map.of("silhouette", Silhouette.of(Table.of(columns), answers));
        });
    }
}
