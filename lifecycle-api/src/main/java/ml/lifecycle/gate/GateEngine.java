package ml.lifecycle.gate;

import java.util.ServiceLoader;
import ml.lifecycle.Services;
import org.jspecify.annotations.Nullable;

/**
 * What judges evidence; there is one, in {@code lifecycle-core}, found by {@link ServiceLoader}. Users of the library
 * call {@link QualityGate#evaluate(Evidence)}.
 */
public interface GateEngine {

    /**
     * The engine on the class path.
     *
     * @return the engine
     * @throws ml.lifecycle.UnavailableException if there is none
     */
    static GateEngine get() {
        return Services.only(ServiceLoader.load(GateEngine.class, GateEngine.class.getClassLoader()));
    }

    /**
     * Judges evidence.
     *
     * @param gate the requirements
     * @param candidate what is judged
     * @param champion the champion's evidence, or {@code null}
     * @return the report
     */
    GateReport evaluate(QualityGate gate, Evidence candidate, @Nullable Evidence champion);
}
