package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tribuo.Model;
import org.tribuo.classification.dtree.CARTClassificationTrainer;

class TribuoPartsTest {

    @Test
    void two_trainings_have_the_same_parts() {
        Map<String, Model<?>> second = Iris.models();
        Iris.models().forEach((name, model) ->
                assertEquals(TribuoParts.of(model), TribuoParts.of(second.get(name)), name));
    }

    @Test
    void the_first_difference_of_two_trees_is_at_a_node() {
        var data = TribuoData.classification(Iris.TABLE, "species");
        List<String> deep = TribuoParts.of(Iris.cart().train(data));
        List<String> shallow = TribuoParts.of(new CARTClassificationTrainer(2, 1f, 42L).train(data));
        int same = 0;
        while (deep.get(same).equals(shallow.get(same))) {
            same++;
        }
        assertTrue(deep.get(same).contains("nodes["), deep.get(same));
        assertNotEquals(TribuoDigest.of(Iris.models().get("cart")), TribuoDigest.of(new CARTClassificationTrainer(2, 1f, 42L)
                .train(data)));
    }

    @Test
    void centroids_are_shown_as_numbers() {
        List<String> parts = TribuoParts.of(Iris.models().get("means"));
        assertTrue(parts.stream().anyMatch(part -> part.matches(".*centroid_vectors\\[0].*values\\[0] = 1[.]4620.*")),
                String.join("\n", parts));
    }

    @Test
    void the_format_answers_for_its_models() {
        Model<?> model = Iris.models().get("cart");
        assertEquals(TribuoParts.of(model), new TribuoModelFormat().parts(model));
    }
}
