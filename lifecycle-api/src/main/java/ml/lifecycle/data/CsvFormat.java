package ml.lifecycle.data;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import ml.lifecycle.RefusedException;
import ml.lifecycle.signature.ColumnType;

/**
 * How a CSV file is written, where it is not as {@link Table#read(java.nio.file.Path)} expects it. Immutable; each method
 * answers with another format:
 * <pre>{@code
 * Table.read(path, CsvFormat.usual().separatedBy(';').decimalComma().column("zip", ColumnType.TEXT));
 * }</pre>
 *
 * @param separator what stands between cells
 * @param quote what stands around a cell that holds a separator or a line end; within it, twice for one
 * @param decimal what stands before the decimals of a number, a point or a comma
 * @param charset how characters are encoded
 * @param names the columns of a file without a header line; none if its first line names them
 * @param missing what stands for a missing value, besides nothing
 * @param types the types of columns whose type does not follow from their cells
 */
public record CsvFormat(char separator, char quote, char decimal, Charset charset, List<String> names,
        Set<String> missing, Map<String, ColumnType> types) {

    /**
     * Copies the collections.
     *
     * @throws RefusedException if a line end, a quote, a letter or a digit is to stand between cells; if quotes are such,
     *         or a space; if decimals begin with something else than a point or a comma
     */
    public CsvFormat {
        if (separator == '"' || separator == quote || isOfText(separator)) {
            throw new RefusedException("Cells cannot be separated by " + (isLineEnd(separator) ? "a line end"
                    : "'" + separator + "'") + (separator == quote && separator != '"' ? ", which stands around them" : "")
                    + "; expected for example ',', ';', '|' or '\\t'.");
        }
        if (quote <= ' ' || isOfText(quote)) {
            throw new RefusedException("Quotes cannot be " + (isLineEnd(quote) ? "line ends" : "'" + quote + "'")
                    + "; expected for example '\"' or '\\''.");
        }
        if (decimal != '.' && decimal != ',') {
            throw new RefusedException("Decimals cannot begin with '" + decimal + "'; expected a point or a comma.");
        }
        names = List.copyOf(names);
        missing = Collections.unmodifiableSet(new TreeSet<>(missing));
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    private static boolean isOfText(char character) {
        return isLineEnd(character) || Character.isLetterOrDigit(character);
    }

    private static boolean isLineEnd(char character) {
        return character == '\n' || character == '\r';
    }

    /**
     * The usual format: cells separated by commas, double quotes, decimal points, UTF-8, and a first line that names the columns.
     *
     * @return the format
     */
    public static CsvFormat usual() {
        return new CsvFormat(',', '"', '.', StandardCharsets.UTF_8, List.of(), Set.of(), Map.of());
    }

    /**
     * Chooses what stands between cells.
     *
     * @param separator for example {@code ';'} or {@code '\t'}
     * @return another format
     */
    public CsvFormat separatedBy(char separator) {
        return new CsvFormat(separator, quote, decimal, charset, names, missing, types);
    }

    /**
     * Chooses what stands around a cell that holds a separator, a line end or the quote itself, which stands there twice.
     *
     * @param quote for example {@code '\''}
     * @return another format
     */
    public CsvFormat quotedBy(char quote) {
        return new CsvFormat(separator, quote, decimal, charset, names, missing, types);
    }

    /**
     * Reads {@code 1,5} as one and a half. {@code 1.5} is then no number, and neither is {@code 1.234,5}.
     *
     * @return another format
     */
    public CsvFormat decimalComma() {
        return new CsvFormat(separator, quote, ',', charset, names, missing, types);
    }

    /**
     * Chooses how characters are encoded.
     *
     * @param charset for example {@code Charset.forName("windows-1252")}, as Excel writes in Western Europe
     * @return another format
     */
    public CsvFormat encodedAs(Charset charset) {
        return new CsvFormat(separator, quote, decimal, charset, names, missing, types);
    }

    /**
     * Names the columns of a file whose first line is a row already.
     *
     * @param names a name for each column, in order, at least one
     * @return another format
     */
    public CsvFormat withoutHeader(String... names) {
        return new CsvFormat(separator, quote, decimal, charset, List.of(names), missing, types);
    }

    /**
     * Adds texts that stand for a missing value where they are the whole of a cell that is not quoted.
     *
     * @param texts for example {@code "NA"} or {@code "?"}
     * @return another format
     */
    public CsvFormat missingAs(String... texts) {
        Set<String> more = new TreeSet<>(missing);
        for (String text : texts) {
            more.add(text.strip());
        }
        return new CsvFormat(separator, quote, decimal, charset, names, more, types);
    }

    /**
     * Chooses the type of a column, whatever its cells look like: for example text for numbers of accounts. A cell that is
     * no value of this type is refused with its line. Numbers may then begin with zeros, and booleans may be {@code 0} and
     * {@code 1}.
     *
     * @param name the column
     * @param type its type
     * @return another format
     */
    public CsvFormat column(String name, ColumnType type) {
        Map<String, ColumnType> more = new LinkedHashMap<>(types);
        more.put(name, type);
        return new CsvFormat(separator, quote, decimal, charset, names, missing, more);
    }

    /**
     * The calls that make it, for people.
     *
     * @return for example {@code CsvFormat.usual().separatedBy(';')}
     */
    @Override
    public String toString() {
        List<String> calls = new ArrayList<>(List.of("CsvFormat.usual()"));
        if (separator != ',') {
            calls.add("separatedBy('" + (separator == '\t' ? "\\t" : separator) + "')");
        }
        if (quote != '"') {
            calls.add("quotedBy('" + (quote == '\'' ? "\\'" : quote) + "')");
        }
        if (decimal == ',') {
            calls.add("decimalComma()");
        }
        if (!charset.equals(StandardCharsets.UTF_8)) {
            calls.add("encodedAs(" + charset + ")");
        }
        if (!names.isEmpty()) {
            calls.add("withoutHeader(\"" + String.join("\", \"", names) + "\")");
        }
        if (!missing.isEmpty()) {
            calls.add("missingAs(\"" + String.join("\", \"", missing) + "\")");
        }
        types.forEach((name, type) -> calls.add("column(\"" + name + "\", " + type + ")"));
        return String.join(".", calls);
    }
}
