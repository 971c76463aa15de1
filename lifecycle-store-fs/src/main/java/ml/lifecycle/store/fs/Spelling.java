package ml.lifecycle.store.fs;

/** What identities are made of, looked at by hand: compiling patterns takes a good part of opening a store. */
final class Spelling {

    private Spelling() {}

    /** Whether a text has at least one and not too many characters, all of them a-z, 0-9 or among some others. */
    static boolean isPlain(String text, int most, String others) {
        if (text.isEmpty() || text.length() > most) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || others.indexOf(c) >= 0)) {
                return false;
            }
        }
        return true;
    }
}
