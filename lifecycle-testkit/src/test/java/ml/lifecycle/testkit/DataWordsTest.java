package ml.lifecycle.testkit;

import static ml.lifecycle.testkit.LifecycleAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.data.Table;
import ml.lifecycle.signature.ColumnType;
import org.junit.jupiter.api.Test;

/** Assertions on tables: what passes, and what a failure says. */
class DataWordsTest {

    private static final Table GOOD = Toy.table(20, 1);
    private static final Table BAD = bad();
    private static final Table EMPTY = GOOD.select();

    private static Table bad() {
        Map<String, List<Object>> columns = new LinkedHashMap<>();
        columns.put("x", Arrays.asList(1.0, 20.0, null, 1.0));
        columns.put("y", Arrays.asList(0.5, 0.5, 0.5, 0.5));
        columns.put("region", Arrays.asList("north", "west", "north", "north"));
        columns.put("id", Arrays.asList(1L, 2L, 3L, 1L));
        return Table.of(columns);
    }

    @Test
    void a_table_matches_a_signature_in_each_row() {
        assertThat(GOOD).matches(Toy.SIGNATURE);
        Failure.says(() -> assertThat(BAD).matches(Toy.SIGNATURE),
                "Expected the table to match the signature, but 4 places offend.",
                "  data      the table, 4 rows",
                "            row 1: x: 20 is out of range; expected NUMBER in [0, 10]",
                "row 1: region: 'west' was not seen in training; expected TEXT of 'north', 'south'",
                "row 2: x: missing; expected NUMBER in [0, 10]",
                "all rows: id: extra; the model does not know this column");
        Failure.says(() -> assertThat(BAD.without("region", "id")).matches(Toy.SIGNATURE),
                "but 3 places offend.", "all rows: region: missing; expected TEXT of 'north', 'south'");
    }

    @Test
    void missing_values_are_shown_with_their_row() {
        assertThat(GOOD).hasNoMissing().column("x").hasNoMissing().column("y").hasNoMissing();
        Failure.says(() -> assertThat(BAD).hasNoMissing(),
                "Expected the table to have no missing values, but 1 place offends.",
                "  missing   row 2: x: row(\"y\", 0.5, \"region\", \"north\", \"id\", 3L)");
        Failure.says(() -> assertThat(BAD).column("x").hasNoMissing(),
                "Expected column \"x\" of the table to have no missing values, but 1 place offends.", "  missing   row 2\n");
    }

    @Test
    void values_outside_of_a_range_are_shown_and_missing_ones_do_not_count() {
        assertThat(GOOD).column("x").isBetween(0, 10);
        assertThat(BAD).column("x").isBetween(1, 20);
        Failure.says(() -> assertThat(BAD).column("x").isBetween(0, 10),
                "Expected column \"x\" of the table to be between 0 and 10, but 1 place offends.",
                "  offending  row 1: 20.0");
    }

    @Test
    void unknown_levels_repeated_keys_and_wrong_types_are_shown() {
        assertThat(GOOD).column("region").isOneOf("north", "south").hasType(ColumnType.TEXT).column("x").isUnique();
        Failure.says(() -> assertThat(BAD).column("region").isOneOf("north", "south"),
                "Expected column \"region\" of the table to be one of [north, south], but 1 place offends.", "row 1: \"west\"");
        Failure.says(() -> assertThat(BAD).column("id").isUnique(),
                "Expected column \"id\" of the table to be unique, but 1 place offends.", "row 3: 1L");
        Failure.says(() -> assertThat(BAD).column("id").hasType(ColumnType.TEXT),
                "Expected column \"id\" of the table to be of type TEXT", "  found     it is INTEGER");
        assertThrows(NotFoundException.class, () -> assertThat(BAD).column("z"));
    }

    @Test
    void repeated_rows_are_shown_with_the_first_of_them() {
        assertThat(GOOD).hasUniqueRows();
        Failure.says(() -> assertThat(BAD).hasUniqueRows(),
                "Expected the table to have each row once, but 1 place offends.",
                "  repeated  row 3 is row 0: row(\"x\", 1.0, \"y\", 0.5, \"region\", \"north\", \"id\", 1L)");
    }

    @Test
    void rows_shared_by_train_and_test_are_shown() {
        assertThat(GOOD).sharesNoRowsWith(Toy.table(20, 2));
        Failure.says(() -> assertThat(GOOD.select(3, 4)).sharesNoRowsWith(GOOD.without("colour")),
                "Expected the table to share no rows with the other table, but 2 places offend.",
                "  required  no row in both, compared in [x, y, region]",
                "  shared    row 0 is row 3 there: row(\"x\", ", "            row 1 is row 4 there: ",
                "drop repeated rows before splitting");
        Failure.says(() -> assertThat(GOOD.without("x", "y", "region")).sharesNoRowsWith(BAD),
                "they have no column in common to compare", "  of the other  [x, y, region, id]");
    }

    @Test
    void numbers_of_rows_have_a_lower_bound() {
        assertThat(GOOD).hasAtLeastRows(20);
        Failure.says(() -> assertThat(GOOD).hasAtLeastRows(21),
                "Expected the table to have at least 21 rows, but it has 20.");
    }

    @Test
    void a_table_without_rows_passes_nothing() {
        Failure.says(() -> assertThat(EMPTY).matches(Toy.SIGNATURE), "match the signature, but it has no rows.");
        Failure.says(() -> assertThat(EMPTY).hasNoMissing(), "what checked nothing does not pass");
        Failure.says(() -> assertThat(EMPTY).hasUniqueRows(), "but it has no rows.");
        Failure.says(() -> assertThat(EMPTY).sharesNoRowsWith(GOOD), "but it has no rows.");
        Failure.says(() -> assertThat(EMPTY).column("x").isBetween(0, 1), "column \"x\" of the table to be between 0 and 1, but it");
        Failure.says(() -> assertThat(EMPTY).column("x").isUnique(), "but it has no rows.");
        Failure.says(() -> assertThat(EMPTY).column("x").hasNoMissing(), "but it has no rows.");
    }

    @Test
    void rows_are_shared_only_if_all_common_columns_are_equal() {
        Table table = Table.of(Map.of("a", List.of(1L, 2L), "b", List.of("x", "y"), "only here", List.of(1L, 2L)));
        assertThat(table).sharesNoRowsWith(Table.of(Map.of("a", List.of(1L, 2L), "b", List.of("y", "x"))));
        Table other = Table.of(Map.of("a", List.of(2L, 2L), "b", List.of("z", "y")));
        Failure.says(() -> assertThat(table).sharesNoRowsWith(other), "row 1 is row 1 there");
    }

    @Test
    void a_level_is_another_one_if_it_only_begins_the_same() {
        Table table = Table.of(Map.of("colour", List.of("red", "redder", "re")));
        Failure.says(() -> assertThat(table).column("colour").isOneOf("red"), "row 1: \"redder\"", "row 2: \"re\"",
                "but 2 places offend.");
    }
}
