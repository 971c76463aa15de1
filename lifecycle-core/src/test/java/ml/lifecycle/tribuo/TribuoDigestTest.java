package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;

class TribuoDigestTest {

    /** What is printed by a child, and held against this JVM. */
    static Map<String, String> digests() {
        Map<String, String> digests = new TreeMap<>();
        Iris.models().forEach((name, model) -> digests.put(name, TribuoDigest.of(model)));
        return digests;
    }

    public static void main(String[] arguments) {
        System.out.print(digests());
    }

    @Test
    void the_digests_on_iris_are_fixed() {
        // The same on every JDK and release of protobuf. A change means that stored digests no longer compare.
        assertEquals(Map.of(
                "cart", "d55a5540310379f05be9236d20f54c2fc44f8575197d823454636dd59bb4fc80",
                "forest", "eede625f1e525e33c615c0ec3f38d7541ca255f19aeb40d57f62411a6574ddae",
                "neighbours", "975773476932b6449eab561f18060cc9729bd71bb1126bfcf329b0c16921a09c",
                "means", "cd26d07471ceed786bdf42cc01ffcd33fbb8915ccb5e54990acda845c2c41cd0"), digests());
    }

    @Test
    void the_digests_of_regressions_and_prepared_models_are_fixed() {
        Map<String, String> digests = new TreeMap<>();
        Iris.regressions().forEach((name, model) -> digests.put(name, TribuoDigest.of(model)));
        Iris.prepared().forEach((name, model) -> digests.put(name, TribuoDigest.of(model)));
        assertEquals(new TreeMap<>(Map.of(
                "regression tree", "85c823c3a75185d033f92f41e3369aa03e227dbf799058ae94daba12ced98f00",
                "joint regression tree", "80e53146a49e49c92f86778ec8270dc94b7adae5d52901381cfc55f1ac0d7a7a",
                "regression forest", "67947086d6b9d9e7869a50fec25b72d9638de95c465829eb1eef0a2c86d8d2df",
                "regression neighbours", "b7aacadee940e9ac1b2819413b47be9c0ccf887be8cc4151dbed00e8a06e9e6c",
                "linear regression", "fd2aab205226b9300183282ba03ee595eaff9685719889d481410381f64408a0",
                "scaled neighbours", "8be923450b38e036130e58a67812ae93212f069b17d58d06dfd87a2e2065e24d",
                "filled tree", "cbac7705a0a3b53e494332c92f572b99763591ab54fdc45ef2dd1f320fd3ff2a",
                "filled linear regression", "580c0817dda7b597db3ab697456ed253a3c0e8da85de57e8c5db9feaffeed162")), digests);
    }

    @Test
    void two_trainings_have_one_digest_and_different_bytes() {
        Map<String, Model<?>> first = Iris.models();
        Map<String, Model<?>> second = Iris.models();
        first.forEach((name, model) -> {
            assertEquals(TribuoDigest.of(model), TribuoDigest.of(second.get(name)), name);
            assertFalse(Arrays.equals(Iris.stored(model), Iris.stored(second.get(name))), name);
        });
        assertEquals(4, new HashSet<>(digests().values()).size());
    }

    @Test
    void another_jvm_comes_to_the_same_digests() throws Exception {
        assertEquals(digests().toString(), Child.run(System.getProperty("java.class.path"), TribuoDigestTest.class));
    }

    @Test
    void storing_and_loading_changes_nothing() {
        Iris.models().forEach((name, model) -> {
            Object loaded = new TribuoModelFormat().read(Iris.stored(model), Iris.signature(name)).unwrap();
            assertEquals(TribuoDigest.of(model), TribuoDigest.of((Model<?>) loaded), name);
        });
    }

    @Test
    void another_model_has_another_digest() {
        var data = TribuoData.classification(Iris.TABLE, "species");
        Model<Label> shallow = new CARTClassificationTrainer(2, 1f, 42L).train(data);
        assertNotEquals(digests().get("cart"), TribuoDigest.of(shallow));
        Model<Label> renamed = Iris.cart().train(data);
        renamed.setName("other");
        assertEquals(digests().get("cart"), TribuoDigest.of(renamed));
    }
}
