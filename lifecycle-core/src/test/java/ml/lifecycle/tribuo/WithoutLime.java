package ml.lifecycle.tribuo;

import java.util.List;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Explainer;
import ml.lifecycle.run.RunRecord;

/** Run in a JVM without Tribuo's LIME. */
final class WithoutLime {

    private WithoutLime() {}

    public static void main(String[] arguments) {
        try (Lifecycle lifecycle = Lifecycle.open("memory:lime")) {
            RunRecord run = lifecycle.experiment("iris").run("cart", it -> TribuoRun.of(it).train(Iris.cart(), Iris.SPLIT));
            Explainer explainer = Explainer.of(lifecycle.predictor("runs:/" + run.id() + "/model"), Iris.TABLE);
            explainer.explain(Iris.INPUTS.row(0));
            try {
                explainer.by(TribuoLime.seeded(1)).explain(Iris.INPUTS.row(0));
            } catch (RefusedException refused) {
                System.out.print(String.join(" ", List.of("RefusedException", refused.getMessage())));
            }
        }
    }
}
