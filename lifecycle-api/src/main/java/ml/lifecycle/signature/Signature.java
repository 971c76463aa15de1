package ml.lifecycle.signature;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ml.lifecycle.Printable;
import ml.lifecycle.RefusedException;

/**
 * The contract of a model: which columns a row must have, and what the model answers.
 *
 * @param inputs the columns, in the order in which arrays hold them
 * @param output the answer
 */
public record Signature(List<Column> inputs, Output output) implements Printable {

    /**
     * Copies and checks the columns.
     *
     * @throws RefusedException if there are none, or two have the same name
     */
    public Signature {
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty()) {
            throw new RefusedException("A signature without columns says nothing; name the model's inputs.");
        }
        Set<String> names = new HashSet<>();
        for (Column column : inputs) {
            if (!names.add(column.name())) {
                throw new RefusedException("The signature has column '" + column.name() + "' twice; name it once.");
            }
        }
    }

    /**
     * A signature of some columns.
     *
     * @param output the answer
     * @param inputs the columns
     * @return the signature
     */
    public static Signature of(Output output, Column... inputs) {
        return new Signature(List.of(inputs), output);
    }

    @Override
    public String toString() {
        int width = inputs.stream().mapToInt(column -> column.name().length()).max().orElse(0);
        StringBuilder text = new StringBuilder("signature: ").append(output.name()).append(" = ")
                .append(output.kind()).append(output.labels().isEmpty() ? "" : " " + output.labels()).append(" from");
        for (Column column : inputs) {
            text.append("\n  ").append(column.name()).append(" ".repeat(width - column.name().length() + 2))
                    .append(column.expectation()).append(column.required() ? "" : ", optional");
        }
        return text.toString();
    }
}
