package ml.lifecycle;

/**
 * Something that shows itself to a person, in JShell, a notebook or a log.
 *
 * <p>{@link #toString()} is the whole text: aligned, at most 80 columns wide where the content allows, no trailing
 * line break.
 */
public interface Printable {

    /**
     * The text for a person.
     *
     * @return one or more lines, without a trailing line break
     */
    @Override
    String toString();

    /** Prints {@link #toString()} to the standard output, followed by a line break. */
    default void print() {
        System.out.println(this);
    }
}
