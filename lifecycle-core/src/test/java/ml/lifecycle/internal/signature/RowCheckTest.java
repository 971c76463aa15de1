package ml.lifecycle.internal.signature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.internal.text.Json;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignatureViolation;
import org.junit.jupiter.api.Test;

class RowCheckTest {

    private static final Signature SIGNATURE = Signature.of(Output.label("y", List.of("a", "b")),
            Column.number("petal_length").between(1, 7), Column.integer("count"),
            Column.text("color").oneOf("red", "blue").optional(),
            new Column("seen", ColumnType.BOOLEAN, false, null, List.of()),
            new Column("at", ColumnType.TIMESTAMP, false, null, List.of()));

    private final List<SignatureViolation> violations = new ArrayList<>();

    private Object[] check(Map<String, ?> row) {
        return new RowCheck(SIGNATURE).check(row, violations);
    }

    private List<String> messages() {
        return violations.stream().map(SignatureViolation::message).toList();
    }

    @Test
    void a_row_in_order_gives_its_values_in_the_order_of_the_signature() {
        Object[] values = check(Map.of("count", 3, "petal_length", 1.4f, "color", "red", "seen", true,
                "at", Instant.EPOCH));
        assertEquals(List.of(), violations);
        assertArrayEquals(new Object[] {(double) 1.4f, 3.0, "red", true, Instant.EPOCH}, values);
    }

    @Test
    void a_key_that_is_null_is_an_extra_column() {
        Map<String, Object> row = new HashMap<>(Map.of("petal_length", 1.4, "count", 3));
        row.put(null, 3);
        check(row);
        assertEquals(List.of("null: extra; the model does not know this column"), messages());
    }

    @Test
    void what_is_expected_stands_as_people_write_it() {
        assertEquals("INTEGER in [18, 77]", Column.integer("age").between(18, 77).expectation());
        assertEquals("INTEGER in [0.5, 77]", Column.integer("age").between(0.5, 77).expectation());
        assertEquals("NUMBER in [18, 77]", Column.number("age").between(18, 77).expectation());
        assertEquals("TEXT of 'a\\u000ab', '" + "😀".repeat(60) + "…'",
                Column.text("t").oneOf("a\nb", "😀".repeat(5_000)).expectation());
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        Map<String, Object> row = new HashMap<>();
        row.put("petal_lenght", 1.4);
        row.put("count", 2.5);
        row.put("color", "green");
        row.put("seen", "yes");
        check(row);
        assertEquals(List.of(
                "petal_length: missing; expected NUMBER in [1, 7]",
                "count: '2.5' is of type Double; expected INTEGER",
                "color: 'green' was not seen in training; expected TEXT of 'red', 'blue'",
                "seen: 'yes' is of type String; expected BOOLEAN",
                "petal_lenght: extra; did you mean petal_length?"), messages());
    }

    @Test
    void numbers_that_are_none_are_refused() {
        check(Map.of("petal_length", Double.NaN, "count", Double.POSITIVE_INFINITY));
        assertEquals(List.of(SignatureViolation.Kind.NOT_A_NUMBER, SignatureViolation.Kind.INFINITE),
                violations.stream().map(SignatureViolation::kind).toList());
    }

    @Test
    void a_number_as_text_is_of_the_wrong_type() {
        check(Map.of("petal_length", "1.4", "count", 1));
        assertEquals(List.of("petal_length: '1.4' is of type String; expected NUMBER in [1, 7]"), messages());
    }

    @Test
    void a_required_null_is_missing_and_an_optional_one_is_not() {
        Map<String, Object> row = new HashMap<>();
        row.put("petal_length", null);
        row.put("count", 1L);
        row.put("color", null);
        check(row);
        assertEquals(List.of("petal_length: missing; expected NUMBER in [1, 7]"), messages());
    }

    @Test
    void an_extra_column_that_resembles_nothing_is_just_unknown() {
        check(Map.of("petal_length", 2, "count", 1, "shoe size", 43));
        assertEquals(List.of("shoe size: extra; the model does not know this column"), messages());
    }

    @Test
    void hidden_characters_are_shown_as_numbers() {
        check(Map.of("petal_length", 2, "count", 1, "color", "\u001b[31m", "x\u202ey", 1));
        assertEquals(List.of(
                "color: '\\u001b[31m' was not seen in training; expected TEXT of 'red', 'blue'",
                "x\\u202ey: extra; the model does not know this column"), messages());
    }

    @Test
    void a_signature_survives_json() {
        byte[] json = Json.bytes(SignatureCodec.toJson(SIGNATURE));
        assertEquals(SIGNATURE, SignatureCodec.fromJson(Json.read("signature", json, 0, json.length)));
    }
}
