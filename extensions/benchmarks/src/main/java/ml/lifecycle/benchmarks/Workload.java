package ml.lifecycle.benchmarks;

import java.util.List;
import java.util.UUID;
import ml.lifecycle.run.Run;

/** What is recorded: the same runs and points for everybody, each computed from its number alone. */
final class Workload {

    static final String EXPERIMENT = "benchmark";

    /** The names of metrics, as a training of a classifier records them. */
    static final List<String> METRICS = List.of("accuracy", "f1", "precision", "recall", "auc", "loss", "val_accuracy",
            "val_f1", "val_loss", "seconds");

    static final List<String> PARAMS = List.of("depth", "kind", "rate", "features", "seed");
    static final List<String> TAGS = List.of("owner", "stage", "team");

    /** The search that every tracker is asked: the best of those that fit. */
    static final String TEN_BEST = "metrics.accuracy > 0.9 and params.depth = '5'";

    /** A search that nobody would have made an index for; sorted by a fifth field. */
    static final String FOUR_PREDICATES =
            "metrics.loss < 0.3 and metrics.f1 > 0.8 and params.kind = 'cart' and tags.owner = 'anna'";

    private static final List<String> KINDS = List.of("cart", "knn", "linear", "forest");
    private static final List<String> OWNERS =
            List.of("anna", "ben", "carla", "david", "emma", "felix", "greta", "hugo");
    private static final List<String> STAGES = List.of("dev", "test", "prod");

    private static final long START_MILLIS = 1_700_000_000_000L;

    private Workload() {}

    /** The id of a run, unguessable like those of Lifecycle and MLflow, so that it lands anywhere in an index. */
    static String id(long run) {
        return new UUID(mix(run, 101), mix(run, 102)).toString().replace("-", "");
    }

    static String name(long run) {
        return "run-" + run % 1000;
    }

    static long startedAt(long run) {
        return START_MILLIS + run * 10;
    }

    static String param(long run, int number) {
        return switch (number) {
            case 0 -> Long.toString(1 + pick(run, 0, 10));
            case 1 -> KINDS.get(pick(run, 1, KINDS.size()));
            case 2 -> Double.toString((1 + pick(run, 2, 20)) / 100.0);
            case 3 -> Long.toString(8 * (1L + pick(run, 3, 16)));
            default -> Long.toString(pick(run, 4, 1000));
        };
    }

    /** Accuracy is from 0.5 to 1, all others from 0 to 1, with all digits of a double. */
    static double metric(long run, int number) {
        double uniform = (mix(run, 20 + number) >>> 11) * 0x1p-53;
        return number == 0 ? 0.5 + uniform / 2 : uniform;
    }

    static String tag(long run, int number) {
        return switch (number) {
            case 0 -> OWNERS.get(pick(run, 40, OWNERS.size()));
            case 1 -> STAGES.get(pick(run, 41, STAGES.size()));
            default -> "team-" + pick(run, 42, 12);
        };
    }

    /** A curve that falls and trembles, with all digits of a double. */
    static double point(long step) {
        return 2.0 / (1 + step * 0.001) + (mix(step, 60) >>> 11) * 0x1p-56;
    }

    static void record(Run run, long number) {
        for (int p = 0; p < PARAMS.size(); p++) {
            run.param(PARAMS.get(p), param(number, p));
        }
        for (int m = 0; m < METRICS.size(); m++) {
            run.metric(METRICS.get(m), metric(number, m));
        }
        for (int t = 0; t < TAGS.size(); t++) {
            run.tag(TAGS.get(t), tag(number, t));
        }
    }

    static void points(Run run, long from, long count) {
        for (long step = from; step < from + count; step++) {
            run.metric(METRICS.get((int) (step % METRICS.size())), point(step), step);
        }
    }

    private static int pick(long run, int stream, int of) {
        return (int) ((mix(run, stream) >>> 33) % of);
    }

    /** The output function of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). */
    private static long mix(long number, long stream) {
        long z = number * 0x9E3779B97F4A7C15L + stream * 0xD1B54A32D192ED03L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
