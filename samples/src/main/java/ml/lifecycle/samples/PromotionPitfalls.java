package ml.lifecycle.samples;

import static ml.lifecycle.gate.Checks.accuracy;
import static ml.lifecycle.gate.Checks.betterThanChampion;
import static ml.lifecycle.gate.Checks.fairnessGap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.ModelEvidence;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.tribuo.TribuoRun;
import org.tribuo.classification.dtree.CARTClassificationTrainer;

/**
 * What usually goes wrong with a promotion, and how it is refused: a challenger that is worse for one group of people, one
 * that was measured on the rows it was trained on, and one that is better by luck only.
 */
public final class PromotionPitfalls {

    private static final long SEED = 2;
    private static final int CUSTOMERS = 1_000;
    private static final int EARLY = 150;

    private static final QualityGate GATE = QualityGate.named("fair and better")
            .require(accuracy().atLeast(0.75).confidence(0.95))
            .require(fairnessGap(accuracy()).across("region").atMost(0.10).minGroupSize(50))
            .require(betterThanChampion(accuracy()));

    private final Lifecycle lifecycle;
    private final Experiment churn;
    private final RegisteredModel model;
    private final Split split = Split.stratified(customers(), "leaves", 0.5, SEED).groups("region").named("customers");

    private PromotionPitfalls(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
        this.churn = lifecycle.experiment("churn").question("Which customers are about to leave?");
        this.model = lifecycle.model("churn");
    }

    /**
     * Promotes a champion, and tries three challengers that must not replace it.
     *
     * @param args the directory of the store; one in memory if not given
     */
    public static void main(String... args) {
        try (Lifecycle lifecycle = Lifecycle.open(args.length == 0 ? "memory:pitfalls" : args[0])) {
            new PromotionPitfalls(lifecycle).walk();
        }
    }

    private void walk() {
        model.protect("production").through(GATE).by("anna").because("no customer is to be treated worse").submit();
        heading("The champion");
        promote(train("early customers", 4, early(split)));

        heading("1. Worse in one group: trained without the customers of the south");
        promote(train("north only", 6, without(split, "south")));

        heading("2. Measured on the rows it was trained on");
        ModelVersion diligent = train("grown to the end", 30, split);
        try {
            model.promote(diligent).to("production")
                    .evaluatedBy(version -> ModelEvidence.of(
                            lifecycle.predictor(version.uri()), split.train(), "leaves"))
                    .by("bob").because("100 % right!").submit();
        } catch (RefusedException refused) {
            System.out.println(refused.getMessage());
        }

        heading("3. Better by luck only: one level less, a few more rows right");
        promote(train("one level less", 3, early(split)));

        heading("What the log says");
        model.history("production").print();
    }

    private static void heading(String text) {
        System.out.println("\n== " + text + " ==");
    }

    private ModelVersion train(String name, int depth, Split data) {
        return model.register(churn.run(name, run -> TribuoRun.of(run)
                .train(new CARTClassificationTrainer(depth, 1f, SEED), data)), "model");
    }

    private void promote(ModelVersion challenger) {
        System.out.println(model.promote(challenger).to("production")
                .evaluatedBy(version -> ModelEvidence.of(lifecycle.predictor(version.uri()), split))
                .by("anna").because("candidate of the week")
                .submit().event().report());
    }

    /** The same split, of which only the first rows are there to learn from. */
    private static Split early(Split split) {
        return Split.of(split.train().select(IntStream.range(0, EARLY).toArray()), split.test(), split.target())
                .groups("region").named("early customers");
    }

    /** The same split, of which one region is missing in the part to learn from. */
    private static Split without(Split split, String region) {
        TableColumn regions = split.train().column("region");
        int[] others = IntStream.range(0, regions.size()).filter(row -> !region.equals(regions.text(row))).toArray();
        return Split.of(split.train().select(others), split.test(), split.target()).groups("region")
                .named("customers without " + region);
    }

    /** Made-up customers: in the north the unhappy leave, in the south those who pay much. */
    private static Table customers() {
        Random random = new Random(SEED);
        Map<String, List<Object>> columns = new LinkedHashMap<>();
        for (String name : List.of("complaints", "price", "south", "region", "leaves")) {
            columns.put(name, new ArrayList<>());
        }
        for (int i = 0; i < CUSTOMERS; i++) {
            boolean south = random.nextInt(5) == 0;
            double complaints = random.nextGaussian();
            double price = random.nextGaussian();
            boolean leaves = (south ? price : complaints) + 0.2 * random.nextGaussian() > 0;
            columns.get("complaints").add(complaints);
            columns.get("price").add(price);
            columns.get("south").add(south ? 1.0 : 0.0);
            columns.get("region").add(south ? "south" : "north");
            columns.get("leaves").add(leaves ? "yes" : "no");
        }
        return Table.of(columns);
    }
}
