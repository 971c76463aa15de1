package ml.lifecycle.tribuo;

import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.FileProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.URLProvenance;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tribuo.Trainer;

/**
 * The parameters of a trainer, as its provenance has them, flattened: {@code trainer.maxDepth},
 * {@code trainer.innerTrainer.seed}. Paths and addresses of the machine are left out.
 */
final class TrainerParams {

    static final String ROOT = "trainer";
    private static final Set<String> NOISE = Set.of("host-short-name", "is-sequence");
    private static final int MAX_VALUE = 1_000;

    private TrainerParams() {}

    /** The parameters by name, sorted; an object is its class, and its own parameters below its name. */
    static Map<String, String> of(Trainer<?> trainer) {
        return of(trainer.getProvenance());
    }

    static Map<String, String> of(Provenance trainer) {
        Map<String, String> params = new TreeMap<>();
        add(ROOT, trainer, params);
        return params;
    }

    private static void add(String name, Provenance provenance, Map<String, String> params) {
        if (provenance instanceof ObjectProvenance object) {
            params.put(name, simple(object.getClassName()));
            object.forEach(part -> {
                if (!NOISE.contains(part.getA()) && !part.getA().equals(ObjectProvenance.CLASS_NAME)) {
                    add(name + "." + part.getA(), part.getB(), params);
                }
            });
        } else if (provenance instanceof ListProvenance<?> list) {
            for (int index = 0; index < list.getList().size(); index++) {
                add(name + "." + index, list.getList().get(index), params);
            }
        } else if (provenance instanceof MapProvenance<?> map) {
            // By number: a key may be a regular expression, which is no name of a param.
            int index = 0;
            for (Map.Entry<String, ? extends Provenance> entry : new TreeMap<>(map.getMap()).entrySet()) {
                params.put(name + "." + index + ".key", entry.getKey());
                add(name + "." + index, entry.getValue(), params);
                index++;
            }
        } else if (provenance instanceof PrimitiveProvenance<?> value
                && !(provenance instanceof FileProvenance) && !(provenance instanceof URLProvenance)) {
            String text = String.valueOf(value.getValue());
            params.put(name, text.length() > MAX_VALUE ? text.substring(0, MAX_VALUE) + "…" : text);
        }
    }

    /** What people call the algorithm: {@code CART}, {@code RandomForest}, {@code KNN}, {@code KMeans}. */
    static String algorithm(Trainer<?> trainer) {
        String name = simple(trainer.getClass().getName()).replaceFirst("Trainer$", "")
                .replaceFirst("(Classification|Regression)$", "");
        return name.isEmpty() ? trainer.getClass().getName() : name;
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
