package ml.lifecycle.signature;

import java.util.List;

/**
 * What a model answers.
 *
 * @param name the name of the answer, for example {@code species}
 * @param kind what it is
 * @param labels the possible labels, in a fixed order; empty for numbers and clusters
 */
public record Output(String name, Kind kind, List<String> labels) {

    /** Kinds of answers. */
    public enum Kind {
        /** One of some labels, perhaps with scores. */
        LABEL,
        /** A number. */
        NUMBER,
        /** The number of a cluster, from 0. */
        CLUSTER
    }

    /** Copies the labels. */
    public Output {
        labels = List.copyOf(labels);
    }

    /**
     * One of some labels.
     *
     * @param name the name of the answer
     * @param labels the possible labels
     * @return the output
     */
    public static Output label(String name, List<String> labels) {
        return new Output(name, Kind.LABEL, labels);
    }

    /**
     * A number.
     *
     * @param name the name of the answer
     * @return the output
     */
    public static Output number(String name) {
        return new Output(name, Kind.NUMBER, List.of());
    }

    /**
     * The number of a cluster.
     *
     * @param name the name of the answer
     * @return the output
     */
    public static Output cluster(String name) {
        return new Output(name, Kind.CLUSTER, List.of());
    }
}
