package ml.lifecycle.samples;

import ml.lifecycle.Lifecycle;

/** The first program of the README. */
public final class FirstProgram {

    private FirstProgram() {}

    /**
     * Records three runs and shows them, best first.
     *
     * @param args the directory of the store; {@code lifecycle} if not given
     */
    public static void main(String... args) {
        String directory = args.length == 0 ? "lifecycle" : args[0];
        // README: first program
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            var parabola = lifecycle.experiment("parabola").question("Which step size finds the minimum?");
            for (double size : new double[] {0.01, 0.1, 0.9}) {
                parabola.run("descent", run -> {
                    run.param("size", size);
                    double x = 1;
                    for (int step = 0; step < 50; step++) {
                        x -= size * 2 * x;
                        run.metric("loss", x * x, step);
                    }
                });
            }
            parabola.runs().where("metrics.loss < 1").orderBy("metrics.loss").print();
        }
        // README: end
    }
}
