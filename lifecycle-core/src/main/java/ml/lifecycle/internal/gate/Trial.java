package ml.lifecycle.internal.gate;

import ml.lifecycle.gate.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * What is judged.
 *
 * @param candidate the candidate's evidence
 * @param champion the champion's, or {@code null} if there is no champion
 */
record Trial(Evidence candidate, @Nullable Evidence champion) {}
