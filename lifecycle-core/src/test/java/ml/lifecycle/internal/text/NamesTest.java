package ml.lifecycle.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ml.lifecycle.RefusedException;
import ml.lifecycle.spi.LogKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "../x", "a/../../x", "/etc/passwd", "..", ".", "..\\..\\x", "\\\\host\\share", "a\u0000b", "a\nb",
        "\u001b[31mred", "CON", "con.txt", "NUL", "LPT1", " lead", "trail ", "zero\u200bwidth", "bidi\u202eoverride",
        "half\ud800", "e\u0301", "\ue000", "line\u2028separator"
    })
    void a_hostile_name_is_refused(String name) {
        RefusedException refused = assertThrows(RefusedException.class, () -> Names.requireName("experiment", name));
        assertTrue(refused.getMessage().startsWith("The experiment name '"), refused.getMessage());
        assertTrue(refused.getMessage().codePoints().allMatch(c -> c == '\n' || Names.isPrintable(c)));
    }

    @Test
    void a_name_of_300_characters_is_refused_with_its_length() {
        RefusedException refused =
                assertThrows(RefusedException.class, () -> Names.requireName("model", "x".repeat(300)));
        assertTrue(refused.getMessage().contains("it has 300 characters"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "iris", "Kunden Abwanderung", "team@example", "a b", "größe", "日本語の実験", "x", "100 %", "v1.2", "conifer", "😀"
    })
    void printable_text_is_a_name(String name) {
        assertEquals(name, Names.requireName("experiment", name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"loss", "val/loss", "recall/Iris setosa", "a.b.c"})
    void keys_may_be_grouped_by_slashes(String key) {
        assertEquals(key, Names.requireKey("metric", key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/loss", "loss/", "a//b", "a/../b", "./a", "a\\b", "a/CON", "a/ b\t"})
    void keys_have_no_empty_or_directional_parts(String key) {
        assertThrows(RefusedException.class, () -> Names.requireKey("metric", key));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "../../etc/passwd", "./../x", "a/../../x", "/etc/passwd", "..\\..\\x", "C:x", "\\\\?\\C:\\x", "%2E%2E%2F",
        "%252e", "%2%0952e", "a\u0000b", "a/"
    })
    void a_path_that_could_lead_elsewhere_is_refused(String path) {
        assertThrows(RefusedException.class, () -> Names.requirePath(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"IRIS", "Iris", "ｉｒｉｓ"})
    void names_that_differ_in_case_or_width_share_a_log(String name) {
        assertEquals(Names.log(LogKind.MODEL, "iris"), Names.log(LogKind.MODEL, name));
    }

    @Test
    void the_kelvin_sign_is_a_k() {
        assertEquals(Names.log(LogKind.DATA, "k"), Names.log(LogKind.DATA, "\u212a"));
    }

    @Test
    void a_lookalike_of_another_script_is_another_name() {
        assertNotEquals(Names.log(LogKind.DATA, "p"), Names.log(LogKind.DATA, "р"));
    }

    @Test
    void the_log_of_a_name_can_be_read_by_a_person() {
        assertTrue(Names.log(LogKind.EXPERIMENT, "Kunden Abwanderung 2026").key()
                .matches("kunden-abwanderung-2026-[0-9a-f]{12}"));
        assertTrue(Names.log(LogKind.EXPERIMENT, "日本語").key().matches("[0-9a-f]{12}"));
        assertTrue(Names.log(LogKind.EXPERIMENT, "x".repeat(250)).key().length() <= 80);
    }
}
