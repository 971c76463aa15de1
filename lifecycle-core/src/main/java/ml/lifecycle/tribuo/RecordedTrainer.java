package ml.lifecycle.tribuo;

import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.protobuf.ProtoProvenanceSerialization;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.RootProvenanceProto;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.util.Map;
import java.util.TreeMap;
import ml.lifecycle.CorruptException;
import ml.lifecycle.RefusedException;
import org.tribuo.Trainer;

/** A trainer that is made again from its provenance: of a model, or, where no model was kept, as it was stored by itself. */
final class RecordedTrainer {

    /** Where a run without a model keeps its trainer. */
    static final String ARTIFACT = "trainer.pb";

    private static final ProtoProvenanceSerialization FORM = new ProtoProvenanceSerialization(false);

    private RecordedTrainer() {}

    static byte[] bytes(Trainer<?> trainer) {
        RootProvenanceProto form = FORM.serializeToProto(ProvenanceUtil.marshalProvenance(trainer.getProvenance()));
        ProtoScan.check(form);
        return form.toByteArray();
    }

    /**
     * The trainer of a run without a model.
     *
     * @throws RefusedException if it names a class that is not allowed
     * @throws CorruptException if it is damaged
     */
    static Trainer<?> of(byte[] stored) {
        try {
            RootProvenanceProto form = RootProvenanceProto.parseFrom(stored);
            ProtoScan.check(form);
            return of((ConfiguredObjectProvenance) ProvenanceUtil.unmarshalProvenance(FORM.deserializeFromProto(form)));
        } catch (InvalidProtocolBufferException | ClassCastException | IllegalArgumentException failure) {
            throw new CorruptException("The stored trainer is damaged (" + ModelFile.shorten(failure) + ").", failure);
        }
    }

    /** A new trainer as the one whose provenance this is. What the configuration names was allowed when it was read. */
    static Trainer<?> of(ConfiguredObjectProvenance provenance) {
        ConfigurationManager manager = new ConfigurationManager();
        try {
            manager.addConfiguration(ProvenanceUtil.extractConfiguration(provenance));
            Map<String, String> wanted = flat(TrainerParams.of(provenance));
            for (String name : manager.getComponentNames()) {
                Configurable component = manager.lookup(name);
                if (component instanceof Trainer<?> trainer && flat(TrainerParams.of(trainer)).equals(wanted)) {
                    return trainer;
                }
            }
        } finally {
            manager.close();
        }
        throw new RefusedException("The trainer " + provenance.getClassName() + " cannot be made again from the"
                + " configuration that is stored with it.");
    }

    /** Without what counts the trainings, of which a new trainer has none. */
    private static Map<String, String> flat(Map<String, String> params) {
        Map<String, String> flat = new TreeMap<>(params);
        flat.keySet().removeIf(name -> name.endsWith(".train-invocation-count"));
        return flat;
    }
}
