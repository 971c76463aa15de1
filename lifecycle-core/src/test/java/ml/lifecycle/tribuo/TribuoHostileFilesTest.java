package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.lifecycle.CorruptException;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.Prediction;
import org.junit.jupiter.api.Test;
import org.tribuo.Model;
import org.tribuo.common.nearest.protos.KNNModelProto;
import org.tribuo.common.tree.protos.SplitNodeProto;
import org.tribuo.common.tree.protos.TreeModelProto;
import org.tribuo.math.protos.DenseTensorProto;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.protos.core.WeightedEnsembleModelProto;

/** Files that were not written by us. */
class TribuoHostileFilesTest {

    private static final String FLAG = "ml.lifecycle.tribuo.flag";
    private static final int FLIPS = 500;

    private static final Map<String, Model<?>> MODELS = Iris.all();

    /** What an attacker would like to see initialised. */
    static final class Payload {
        static {
            System.setProperty(FLAG, "payload");
        }

        private Payload() {}
    }

    /** The same for the proof that bare Tribuo does it. */
    static final class BarePayload {
        static {
            System.setProperty(FLAG + ".bare", "payload");
        }

        private BarePayload() {}
    }

    private static LifecycleException refused(ModelProto model, String name) {
        return assertThrows(LifecycleException.class, () -> new TribuoModelFormat()
                .read(Iris.compress(model.toByteArray()), Iris.signature(name)));
    }

    @Test
    void bare_tribuo_initialises_whatever_class_a_file_names() {
        ModelProto spliced = Splice.at(MODELS.get("cart").serialize(), 0, BarePayload.class.getName());
        assertThrows(RuntimeException.class, () -> Model.deserialize(spliced));
        assertEquals("payload", System.getProperty(FLAG + ".bare"));
    }

    @Test
    void a_foreign_class_name_in_any_place_is_refused_and_never_initialised() {
        MODELS.forEach((name, model) -> {
            ModelProto proto = model.serialize();
            int places = Splice.places(proto);
            assertTrue(places > 20, name);
            // Of the forest, whose trees are alike, a sample.
            for (int place = 0; place < places; place += Math.max(1, places / 100)) {
                LifecycleException refusal = refused(Splice.at(proto, place, Payload.class.getName()), name);
                assertEquals(RefusedException.class, refusal.getClass());
                assertTrue(refusal.getMessage().contains(Payload.class.getName()), refusal.getMessage());
            }
        });
        assertNull(System.getProperty(FLAG));
    }

    @Test
    void a_damaged_file_gives_a_typed_error_or_changes_no_answer() {
        Random random = new Random(1);
        MODELS.forEach((name, model) -> {
            byte[] stored = Iris.stored(model);
            List<Prediction> expected = Iris.predict(stored, Iris.signature(name));
            for (int flip = 0; flip < flips(name); flip++) {
                byte[] damaged = damage(stored, random);
                try {
                    assertEquals(expected, Iris.predict(damaged, Iris.signature(name)));
                } catch (RefusedException | CorruptException typed) {
                    assertTrue(typed.getMessage().length() < 1_500);
                }
            }
        });
        assertNull(System.getProperty(FLAG));
    }

    /** Here the file's checksum is right again, as one who means harm would make it. */
    @Test
    void damage_below_a_right_checksum_gives_a_typed_error_or_some_model() {
        Random random = new Random(2);
        MODELS.forEach((name, model) -> {
            byte[] bytes = model.serialize().toByteArray();
            int errors = 0;
            for (int flip = 0; flip < flips(name); flip++) {
                byte[] damaged = Iris.compress(damage(bytes, random));
                try {
                    List<Prediction> answers = Iris.predict(damaged, Iris.signature(name));
                    assertEquals(150, answers.size());
                    assertTrue(answers.stream().noneMatch(answer -> answer.label().equals("NaN")), name);
                } catch (RefusedException | CorruptException typed) {
                    errors++;
                    assertTrue(typed.getMessage().length() < 1_500);
                }
            }
            assertTrue(errors > flips(name) / 10, name + ": " + errors);
        });
        assertNull(System.getProperty(FLAG));
    }

    /** A forest is several trees, and takes as long as ten; what is within a prepared model is damaged by itself too. */
    private static int flips(String model) {
        return model.contains("forest") ? FLIPS / 5 : model.startsWith("scaled") || model.startsWith("filled") ? FLIPS / 2 : FLIPS;
    }

    private static byte[] damage(byte[] bytes, Random random) {
        byte[] damaged = bytes.clone();
        switch (random.nextInt(4)) {
            case 0 -> damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            case 2 -> damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            default -> {
                int from = random.nextInt(damaged.length);
                int length = Math.min(random.nextInt(40), damaged.length - from);
                int to = random.nextInt(damaged.length - length + 1);
                System.arraycopy(bytes, from, damaged, to, length);
            }
        }
        return damaged;
    }

    @Test
    void types_and_fields_that_are_not_known_are_refused() {
        ModelProto cart = MODELS.get("cart").serialize();
        Any foreign = Any.newBuilder().setTypeUrl("type.googleapis.com/evil.Message").build();
        assertTrue(refused(cart.toBuilder().setSerializedData(foreign).build(), "cart").getMessage()
                .contains("evil.Message"));
        Any sequence = Any.newBuilder().setTypeUrl("type.googleapis.com/tribuo.core.SequenceModelProto").build();
        assertTrue(refused(cart.toBuilder().setSerializedData(sequence).build(), "cart").getMessage()
                .contains("SequenceModelProto"));
        UnknownFieldSet extra = UnknownFieldSet.newBuilder()
                .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build()).build();
        assertTrue(refused(cart.toBuilder().setUnknownFields(extra).build(), "cart").getMessage().contains("99"));
    }

    /** Protobuf merges what occurs twice: the bytes of the one could be read as the type of the other. */
    @Test
    void a_field_that_occurs_twice_is_refused() {
        ModelProto cart = MODELS.get("cart").serialize();
        byte[] again = ModelProto.newBuilder().setSerializedData(
                Any.newBuilder().setTypeUrl("type.googleapis.com/tribuo.common.nearest.KNNModelProto")).build().toByteArray();
        byte[] twice = Arrays.copyOf(cart.toByteArray(), cart.getSerializedSize() + again.length);
        System.arraycopy(again, 0, twice, cart.getSerializedSize(), again.length);
        RefusedException refusal = assertThrows(RefusedException.class,
                () -> new TribuoModelFormat().read(Iris.compress(twice), Iris.signature("cart")));
        assertTrue(refusal.getMessage().contains("'serialized_data' twice"), refusal.getMessage());
    }

    /** What the name of a hash may be elsewhere is no name of a class that is allowed. */
    @Test
    void the_name_of_a_hash_is_no_class() {
        ModelProto cart = MODELS.get("cart").serialize();
        assertEquals(RefusedException.class, refused(cart.toBuilder().setClassName("SHA256").build(), "cart").getClass());
    }

    @Test
    void a_model_nested_too_deep_is_refused() {
        ModelProto inner = MODELS.get("cart").serialize();
        for (int depth = 0; depth < 80; depth++) {
            inner = ModelProto.newBuilder().setClassName("org.tribuo.ensemble.WeightedEnsembleModel")
                    .setSerializedData(Any.pack(WeightedEnsembleModelProto.newBuilder().addModels(inner).build()))
                    .build();
        }
        assertTrue(refused(inner, "cart").getMessage().contains("deep"));
    }

    @Test
    void a_tree_that_goes_round_in_a_circle_is_corrupt() throws Exception {
        ModelProto cart = MODELS.get("cart").serialize();
        TreeModelProto tree = cart.getSerializedData().unpack(TreeModelProto.class);
        SplitNodeProto root = tree.getNodes(0).getSerializedData().unpack(SplitNodeProto.class);
        for (SplitNodeProto circle : List.of(root.toBuilder().setGreaterThanIdx(0).build(),
                root.toBuilder().setGreaterThanIdx(root.getLessThanOrEqualIdx()).build(),
                root.toBuilder().setGreaterThanIdx(1_000_000).build(), root.toBuilder().setGreaterThanIdx(-1).build())) {
            TreeModelProto bent = tree.toBuilder()
                    .setNodes(0, tree.getNodes(0).toBuilder().setSerializedData(Any.pack(circle))).build();
            assertEquals(CorruptException.class,
                    refused(cart.toBuilder().setSerializedData(Any.pack(bent)).build(), "cart").getClass());
        }
    }

    @Test
    void sizes_that_would_fill_the_memory_are_corrupt() throws Exception {
        ModelProto neighbours = MODELS.get("neighbours").serialize();
        KNNModelProto model = neighbours.getSerializedData().unpack(KNNModelProto.class);
        DenseTensorProto vector = model.getVectors(0).getSerializedData().unpack(DenseTensorProto.class);
        DenseTensorProto huge = vector.toBuilder().clearDimensions().addDimensions(Integer.MAX_VALUE).build();
        for (KNNModelProto bad : List.of(model.toBuilder().setK(Integer.MAX_VALUE).build(),
                model.toBuilder().setK(0).build(), model.toBuilder().setNumThreads(1_000_000).build(),
                model.toBuilder().setVectors(0, model.getVectors(0).toBuilder().setSerializedData(Any.pack(huge))).build(),
                model.toBuilder().setVectors(0, model.getVectors(0).toBuilder().setSerializedData(
                        Any.pack(vector.toBuilder().setValues(ByteString.EMPTY).build()))).build())) {
            assertEquals(CorruptException.class,
                    refused(neighbours.toBuilder().setSerializedData(Any.pack(bad)).build(), "neighbours").getClass());
        }
    }

    @Test
    void rewriting_nothing_changes_nothing() {
        ModelProto cart = MODELS.get("cart").serialize();
        assertEquals(cart, Splice.at(cart, -2, "x"));
        assertNotEquals(cart, Splice.at(cart, 3, "x"));
    }
}
