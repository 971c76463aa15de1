package ml.lifecycle.peers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;

/** What the peers answered to the inputs of one family, as {@code src/test/peers/answers.py} wrote it. */
public final class Answers {

    /** Cases that a measure has to have been compared in. */
    private static final int FEWEST = 200;
    private static final int SHOWN = 10;

    private final List<String> names;
    private final String[] tolerances;
    private final List<String[]> cases;

    private Answers(List<String> names, String[] tolerances, List<String[]> cases) {
        this.names = names;
        this.tolerances = tolerances;
        this.cases = cases;
    }

    /**
     * Reads the answers.
     *
     * @param family to which inputs
     * @return what the peers say of each
     */
    public static Answers of(String family) {
        List<String[]> lines = lines(family + ".csv").stream().map(line -> line.split(",", -1)).toList();
        List<String> names = List.of(lines.get(0)).subList(1, lines.get(0).length);
        String[] tolerances = Arrays.stream(lines.get(1)).skip(1).toArray(String[]::new);
        return new Answers(names, tolerances, lines.subList(2, lines.size()));
    }

    static List<String> lines(String file) {
        try (InputStream in = Objects.requireNonNull(Answers.class.getResourceAsStream("/peers/" + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Compares ours with theirs in every case.
     *
     * @param ours says for a seed what we answer, by measure; NaN where there is no value
     */
    public void compare(LongFunction<Map<String, Double>> ours) {
        Map<String, Integer> asked = new LinkedHashMap<>();
        List<String> unlike = new ArrayList<>();
        for (String[] theirs : cases) {
            Map<String, Double> mine = ours.apply(Long.parseLong(theirs[0]));
            for (int at = 0; at < names.size(); at++) {
                String answer = theirs[at + 1];
                asked.merge(names.get(at), answer.isEmpty() ? 0 : 1, Integer::sum);
                double value = Objects.requireNonNull(mine.get(names.get(at)), names.get(at));
                if (!answer.isEmpty() && !agrees(value, answer, tolerances[at])) {
                    unlike.add(names.get(at) + " of " + theirs[0] + ": " + value + " beside " + answer);
                }
            }
        }
        assertTrue(unlike.isEmpty(), () -> unlike.size() + " answers are unlike the peers':\n" + String.join("\n", some(unlike)));
        asked.values().removeIf(count -> count >= FEWEST);
        assertTrue(asked.isEmpty(), () -> "compared in too few cases: " + asked);
    }

    /** The first of each measure. */
    private static List<String> some(List<String> unlike) {
        Map<String, Integer> shown = new LinkedHashMap<>();
        return unlike.stream().filter(line -> shown.merge(line.split(" ")[0], 1, Integer::sum) <= SHOWN).toList();
    }

    /** Within a part of the answer, which is at least 1 unless the tolerance is always relative. */
    private static boolean agrees(double mine, String answer, String tolerance) {
        if (answer.equals("none")) {
            return Double.isNaN(mine);
        }
        double theirs = answer.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(answer);
        double part = Double.parseDouble(tolerance.split(" ")[0]);
        double least = tolerance.endsWith(" relative") ? 0 : 1;
        return mine == theirs || Math.abs(mine - theirs) <= part * Math.max(least, Math.abs(theirs));
    }
}
