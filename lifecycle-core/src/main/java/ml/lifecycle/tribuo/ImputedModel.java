package ml.lifecycle.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.protos.core.SimpleTransformProto;
import org.tribuo.protos.core.TransformedModelProto;
import org.tribuo.protos.core.TransformerListProto;
import org.tribuo.protos.core.TransformerMapProto;
import org.tribuo.protos.core.TransformerProto;
import org.tribuo.provenance.ModelProvenance;

/**
 * A model that fills the gaps of a row before another one answers; {@link ImputeTrainer} makes it. Immutable.
 *
 * <p>Stored as Tribuo's {@code TransformedModelProto}: the transformer of a column is a {@code SimpleTransformProto} whose
 * {@code op} is the feature that fills a gap, and whose first operand is its value.
 *
 * @param <T> Tribuo's type of an answer
 */
@SuppressWarnings("exports") // Tribuo is optional: to require it transitively would force it on every module
public final class ImputedModel<T extends org.tribuo.Output<T>> extends Model<T> {

    private static final long serialVersionUID = 1L;
    private static final int VERSION = 0;

    private final Model<T> inner;
    private final transient Fills fills;

    ImputedModel(String name, ModelProvenance provenance, Model<T> inner, Fills fills) {
        super(name, provenance, inner.getFeatureIDMap(), inner.getOutputIDInfo(), inner.generatesProbabilities());
        this.inner = inner;
        this.fills = fills;
    }

    /**
     * Called by Tribuo, which finds it by its name.
     *
     * @param version the version of the form
     * @param className the name of this class
     * @param message the stored form
     * @return the model
     * @throws InvalidProtocolBufferException if the message is of another type
     */
    public static ImputedModel<?> deserializeFromProto(
            int version, String className, Any message) throws InvalidProtocolBufferException {
        if (version != VERSION) {
            throw new IllegalArgumentException("Unknown version " + version + ", expected " + VERSION);
        }
        TransformedModelProto proto = message.unpack(TransformedModelProto.class);
        ModelDataCarrier<?> data = ModelDataCarrier.deserialize(proto.getMetadata());
        return around(data, Model.deserialize(proto.getModel()), fills(proto.getTransformerMap()));
    }

    private static <T extends org.tribuo.Output<T>> ImputedModel<T> around(
            ModelDataCarrier<?> data, Model<T> inner, Fills fills) {
        return new ImputedModel<>(data.name(), data.provenance(), inner, fills);
    }

    private static Fills fills(TransformerMapProto proto) throws InvalidProtocolBufferException {
        List<Fills.Fill> fills = new ArrayList<>();
        for (Map.Entry<String, TransformerListProto> column : proto.getTransformersMap().entrySet()) {
            for (TransformerProto transformer : column.getValue().getTransformerList()) {
                SimpleTransformProto fill = transformer.getSerializedData().unpack(SimpleTransformProto.class);
                fills.add(new Fills.Fill(column.getKey(), fill.getOp(), fill.getFirstOperand()));
            }
        }
        return new Fills(fills);
    }

    @Override
    public ModelProto serialize() {
        TransformerMapProto.Builder map = TransformerMapProto.newBuilder();
        for (Fills.Fill fill : fills.all()) {
            SimpleTransformProto form = SimpleTransformProto.newBuilder()
                    .setOp(fill.feature()).setFirstOperand(fill.value()).build();
            map.putTransformers(fill.column(), TransformerListProto.newBuilder().addTransformer(
                    TransformerProto.newBuilder().setSerializedData(Any.pack(form))).build());
        }
        TransformedModelProto form = TransformedModelProto.newBuilder().setMetadata(createDataCarrier().serialize())
                .setModel(inner.serialize()).setTransformerMap(map).build();
        return ModelProto.newBuilder().setVersion(VERSION).setClassName(ImputedModel.class.getName())
                .setSerializedData(Any.pack(form)).build();
    }

    /** As of a list of one: the single predictions of neighbours are slow, and differ where they tie. */
    @Override
    public Prediction<T> predict(Example<T> example) {
        return inner.predict(List.of(fills.complete(example))).get(0);
    }

    @Override
    public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
        return inner.getTopFeatures(n);
    }

    @Override
    public Optional<Excuse<T>> getExcuse(Example<T> example) {
        return inner.getExcuse(fills.complete(example));
    }

    @Override
    protected Model<T> copy(String newName, ModelProvenance newProvenance) {
        return new ImputedModel<>(newName, newProvenance, inner, fills);
    }

    Model<T> inner() {
        return inner;
    }

    Fills fills() {
        return fills;
    }
}
