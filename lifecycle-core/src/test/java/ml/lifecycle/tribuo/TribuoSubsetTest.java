package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only those artifacts of Tribuo must be there that are used. */
class TribuoSubsetTest {

    private static final String VERSION = "-[0-9].*";

    /** This class path, without the artifacts of Tribuo that are not named. Those that Tribuo's core needs itself stay. */
    private static String classPath(Set<String> artifacts) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> {
                    String artifact = Path.of(entry).getFileName().toString().replaceFirst(VERSION, "");
                    return !artifact.startsWith("tribuo-") || artifact.equals("tribuo-core")
                            || artifact.startsWith("tribuo-util-") || artifacts.contains(artifact);
                })
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String run(String kind, String artifacts, String... arguments) throws Exception {
        String[] all = new String[arguments.length + 1];
        all[0] = kind;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Child.run(classPath(Set.of(artifacts.split(" "))), TrainsOne.class, all);
    }

    @ParameterizedTest
    @CsvSource({
        "cart,   tribuo-classification-core tribuo-classification-tree tribuo-common-tree tribuo-math",
        "knn,    tribuo-classification-core tribuo-common-nearest-neighbour tribuo-math",
        "means,  tribuo-clustering-core tribuo-clustering-kmeans tribuo-math",
        "linear, tribuo-regression-core tribuo-regression-sgd tribuo-common-sgd tribuo-math",
        "logistic, tribuo-classification-core tribuo-classification-sgd tribuo-common-sgd tribuo-math",
        "hinge,  tribuo-classification-core tribuo-classification-sgd tribuo-common-sgd tribuo-math",
        "rtree,  tribuo-regression-core tribuo-regression-tree tribuo-common-tree tribuo-math"
    })
    void one_kind_needs_its_own_artifacts_alone(String kind, String artifacts) throws Exception {
        assertEquals("IDENTICAL 1", run(kind, artifacts));
    }

    @Test
    void a_model_whose_artifact_is_absent_is_refused_by_its_name(@TempDir Path directory) throws Exception {
        Path model = Files.write(directory.resolve("model"), Iris.stored(Iris.models().get("neighbours")));
        String printed = run("read", "tribuo-classification-core tribuo-classification-tree tribuo-common-tree tribuo-math",
                model.toString());
        assertTrue(printed.startsWith("RefusedException") && printed.contains("org.tribuo:tribuo-common-nearest-neighbour"),
                printed);
    }

    @Test
    void a_model_of_another_answer_is_refused_too(@TempDir Path directory) throws Exception {
        Path model = Files.write(directory.resolve("model"), Iris.stored(Iris.models().get("cart")));
        String printed = run("read", "tribuo-regression-core tribuo-regression-tree tribuo-common-tree tribuo-math",
                model.toString());
        assertTrue(printed.startsWith("RefusedException") && printed.contains("org.tribuo:tribuo-classification-core"),
                printed);
    }
}
