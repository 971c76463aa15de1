package ml.lifecycle.spi;

/**
 * A damaged place in a store.
 *
 * @param place the file relative to the store's directory, or what names the place in a store of another kind
 * @param offset the first damaged byte, or -1 where that has no meaning
 * @param length the number of damaged bytes, or -1 where that has no meaning
 * @param what what is wrong and what it affects, one sentence
 */
public record Damage(String place, long offset, long length, String what) {

    @Override
    public String toString() {
        return offset < 0 ? place + ": " + what : place + " at byte " + offset + ": " + what;
    }
}
