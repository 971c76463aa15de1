package ml.lifecycle.internal.query;

/** Bytes are not what they should be; caught within this package and told as damage. */
final class MalformedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
        super(message, null, false, false);
    }
}
