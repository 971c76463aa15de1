package ml.lifecycle.tribuo;

import java.util.Map;
import java.util.Set;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Count;
import org.tribuo.Trainer;

/** Refuses trainings that Tribuo accepts and that give another model than the one asked for. */
final class TrainerGuard {

    /** How a baseline may answer that no test can hold to anything. */
    private static final Set<String> BY_CHANCE = Set.of("STRATIFIED", "UNIFORM", "GAUSSIAN");

    private final Map<String, String> params;
    private final int rows;

    private TrainerGuard(Map<String, String> params, int rows) {
        this.params = params;
        this.rows = rows;
    }

    /**
     * Checks a trainer before it trains.
     *
     * @param trainer the trainer
     * @param params what {@link TrainerParams} says of it
     * @param rows the number of rows of training
     * @throws RefusedException with the reason
     */
    static void check(Trainer<?> trainer, Map<String, String> params, int rows) {
        if (trainer.getInvocationCount() != 0) {
            throw new RefusedException("The " + trainer.getClass().getSimpleName() + " has trained "
                    + Count.of(trainer.getInvocationCount(), "time") + " already, and the state of its random numbers is part of"
                    + " what it trains next; make a new trainer for each training.");
        }
        TrainerGuard guard = new TrainerGuard(params, rows);
        params.forEach(guard::check);
    }

    private void check(String name, String value) {
        String trainer = value.endsWith("Trainer") ? value : "";
        switch (trainer) {
            case "KMeansTrainer" -> kMeans(name);
            case "KNNTrainer" -> neighbours(name);
            case "CARTClassificationTrainer", "CARTRegressionTrainer", "CARTJointRegressionTrainer" ->
                    require(number(name + ".maxDepth") >= 1, name + ".maxDepth", "a tree without depth answers the same"
                            + " for every row; expected 1 or more");
            case "LinearSGDTrainer" ->
                    require(number(name + ".epochs") >= 1, name + ".epochs",
                            "without epochs nothing is learnt; expected 1 or more");
            case "DummyClassifierTrainer", "DummyRegressionTrainer" ->
                    require(!BY_CHANCE.contains(params.getOrDefault(name + ".dummyType", "")), name + ".dummyType",
                            "it draws its answers by chance, another one each time for the same row; use MOST_FREQUENT,"
                                    + " MEAN, MEDIAN, QUARTILE or CONSTANT");
            default -> {
                if (params.containsKey(name + ".numMembers")) {
                    require(number(name + ".numMembers") >= 1, name + ".numMembers",
                            "an ensemble without members cannot answer; expected 1 or more");
                }
            }
        }
    }

    private void kMeans(String name) {
        require(!"RANDOM".equals(params.get(name + ".initialisationType")), name + ".initialisationType",
                "Tribuo draws these first centroids outside of the data, and clusters stay empty; use PLUSPLUS");
        require(number(name + ".numThreads") <= 1, name + ".numThreads",
                "with several threads k-means gives another model each time; use one");
        require(number(name + ".iterations") >= 1, name + ".iterations",
                "without iterations nothing is learnt; expected 1 or more");
        within(name + ".centroids");
    }

    private void neighbours(String name) {
        require(!"INNERTHREADPOOL".equals(params.get(name + ".backend")), name + ".backend",
                "Tribuo leaves rows out with this backend, and answers wrongly; use THREADPOOL");
        within(name + ".k");
    }

    private void within(String name) {
        long count = number(name);
        require(count >= 1 && count <= rows, name, "there are " + rows + " rows of training; expected 1 to " + rows);
    }

    /** A param, or 1, which each check lets pass, where this Tribuo has no such param. */
    private long number(String name) {
        String value = params.get(name);
        return value == null ? 1 : Long.parseLong(value);
    }

    private void require(boolean holds, String name, String reason) {
        if (!holds) {
            throw new RefusedException("The training is refused for " + name + " = " + params.get(name) + ": " + reason
                    + ".");
        }
    }
}
