package ml.lifecycle.tribuo;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.MutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.impl.EmptyDatasetProvenance;
import org.tribuo.provenance.impl.EmptyTrainerProvenance;

/** A predictor of any format as a model that Tribuo's LIME asks: its one output is the score of the answer to be explained. */
final class LimeModel extends Model<Label> {

    static final String SCORE = "score";
    private static final long serialVersionUID = 1L;

    private final transient Predictor predictor;
    private final transient List<LimeColumn> columns;
    private final transient Map<String, Object> row;
    private final transient Prediction answer;
    private final transient Random random;

    LimeModel(Predictor predictor, Map<String, Object> row, Prediction answer,
            List<LimeColumn> columns, long seed) {
        super("lime", new ModelProvenance(LimeModel.class.getName(), OffsetDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC),
                new EmptyDatasetProvenance(), new EmptyTrainerProvenance()),
                new ImmutableFeatureMap(columns.stream().map(LimeColumn::info).toList()), labels(), true);
        this.predictor = predictor;
        this.columns = columns;
        this.row = row;
        this.answer = answer;
        this.random = new Random(seed);
    }

    private static ImmutableOutputInfo<Label> labels() {
        MutableOutputInfo<Label> labels = new LabelFactory().generateInfo();
        for (int row = 0; row < LimeColumn.OBSERVED; row++) {
            labels.observe(new Label(SCORE));
        }
        return labels.generateImmutableOutputInfo();
    }

    @Override
    public org.tribuo.Prediction<Label> predict(Example<Label> example) {
        Map<String, Double> features = new HashMap<>();
        for (Feature feature : example) {
            features.put(feature.getName(), feature.getValue());
        }
        Map<String, Object> values = new LinkedHashMap<>(row);
        String[] names = LimeColumn.features(columns.size());
        for (int index = 0; index < names.length; index++) {
            LimeColumn column = columns.get(index);
            values.put(column.name(), column.value(features.getOrDefault(names[index], 0.0), random));
        }
        Label score = new Label(SCORE, score(predictor.predict(values)));
        return new org.tribuo.Prediction<>(score, Map.of(SCORE, score), columns.size(), example, true);
    }

    private double score(Prediction other) {
        Double given = other.scores().get(answer.label());
        return given != null ? given : answer.label().equals(other.label()) ? 1 : 0;
    }

    @Override
    public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
        return Map.of();
    }

    @Override
    public Optional<Excuse<Label>> getExcuse(Example<Label> example) {
        return Optional.empty();
    }

    @Override
    protected Model<Label> copy(String newName, ModelProvenance newProvenance) {
        return this;
    }
}
