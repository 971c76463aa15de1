package ml.lifecycle.samples;

import static ml.lifecycle.gate.Checks.drift;
import static ml.lifecycle.gate.DataChecks.column;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.QualityGate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports as a browser shows them. */
class PageInBrowserTest {

    private static final String LOOK = "<script>document.title = [document.documentElement.scrollWidth <= innerWidth,"
            + "getComputedStyle(document.body).backgroundColor, document.querySelectorAll('svg rect').length > 0,"
            + "[...document.querySelectorAll('svg[role=img]')].every(svg => svg.getBoundingClientRect().height > 20)"
            + "].join(' | ')</script>";
    private static final Pattern POLICY = Pattern.compile("<meta http-equiv=\"Content-Security-Policy\"[^>]*>");
    private static final Pattern TITLE = Pattern.compile("<title>(.*?)</title>");

    private static Optional<Path> chromium = Optional.empty();

    @TempDir
    Path directory;

    @BeforeAll
    static void find() {
        chromium = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable).findFirst();
        assumeTrue(chromium.isPresent(), "there is no Chromium on the PATH, so no page is looked at in a browser");
    }

    /** The title of a page once the browser has shown it. */
    private String title(String html, int width, boolean dark) throws IOException, InterruptedException {
        Path page = Files.writeString(directory.resolve("page.html"), html);
        Path shown = directory.resolve("shown.html");
        List<String> command = new ArrayList<>(List.of(chromium.orElseThrow().toString(), "--headless", "--no-sandbox",
                "--disable-gpu", "--user-data-dir=" + directory.resolve("browser"), "--window-size=" + width + ",1000"));
        if (dark) {
            command.add("--blink-settings=preferredColorScheme=0");
        }
        command.addAll(List.of("--dump-dom", page.toUri().toString()));
        Process browser = new ProcessBuilder(command).redirectOutput(shown.toFile())
                .redirectError(directory.resolve("errors.txt").toFile()).start();
        try {
            assertTrue(browser.waitFor(120, TimeUnit.SECONDS), "the browser does not end");
        } finally {
            browser.destroyForcibly();
        }
        var title = TITLE.matcher(Files.readString(shown, StandardCharsets.UTF_8));
        assertTrue(title.find(), () -> "the browser showed nothing: " + errors());
        return title.group(1);
    }

    private String errors() {
        try {
            return Files.readString(directory.resolve("errors.txt"));
        } catch (IOException failure) {
            return failure.toString();
        }
    }

    private String look(String html, int width, boolean dark) throws IOException, InterruptedException {
        String open = POLICY.matcher(html).replaceFirst("");
        return title(open.replace("</body>", LOOK + "</body>"), width, dark);
    }

    private static Table hostile(String more) {
        return Table.of(Map.of("<b>" + "wide".repeat(60), List.of("a" + more, "x".repeat(5000), "<img src=x>"),
                "n", List.of(1.0, 2.0, 1e300)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1200, 500})
    void nothing_is_wider_than_the_screen_and_every_chart_is_seen(int width) throws Exception {
        for (String page : List.of(DriftExercise.iris().profile().toHtml(), hostile("").profile().toHtml(),
                DriftExercise.iris().driftTo(DriftExercise.scaled(DriftExercise.iris(), "petal_length", 1.2)).toHtml(),
                hostile("").driftTo(hostile("b")).toHtml())) {
            assertEquals("true | rgb(255, 255, 255) | true | true", look(page, width, false));
        }
    }

    @Test
    void a_gate_fits_too_and_dark_screens_get_dark_pages() throws Exception {
        Table table = hostile("");
        String gate = QualityGate.named("data").require(column("n").isBetween(0, 1)).require(drift().meanShift().atMost(0.1))
                .evaluate(Evidence.of(table)).toHtml();
        assertEquals("true | rgb(20, 23, 26) | false | true", look(gate, 500, true));
        assertEquals("true | rgb(20, 23, 26) | true | true", look(table.profile().toHtml(), 500, true));
    }

    @Test
    void a_page_lets_no_script_run() throws Exception {
        String page = DriftExercise.iris().profile().toHtml();
        assertEquals("Profile: 150 rows × 5 columns", title(page.replace("</body>", LOOK + "</body>"), 800, false));
    }
}
