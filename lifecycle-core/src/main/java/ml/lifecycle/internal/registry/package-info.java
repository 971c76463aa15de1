/**
 * The registry: each registered model is the fold of its log.
 *
 * <p>The events are JSON objects. All have {@code op}, {@code at} (milliseconds since 1970), {@code model} (the true
 * name) and {@code prev}, the SHA-256 of the bytes of the event before it (empty for the first): a chain that shows
 * when an event was changed, removed or put in between. A chain without a key does not show that somebody rewrote the
 * log from some event to its end; keep the head of the chain elsewhere to notice that, or use a key: then the last
 * member of every event is {@code mac}, the HMAC-SHA-256 of the bytes of the event without that member.
 *
 * <pre>
 * registered   version, run, path, format, digest, size, signature, data, metrics, by (absent if nobody was named)
 * promoted     alias, version, previous, by, because, report (absent if no gate was asked)
 * refused      alias, version, previous, by, because, report
 * rolled_back  alias, version, previous, by, because
 * protected    alias, gate, actors (absent if everybody may), by, because
 * deleted      version, by, because
 * </pre>
 *
 * <p>{@code signature} and {@code data} are as in the log of the run, with roles in small letters.
 *
 * <p>Each event is appended with the sequence number that its writer had seen, so what it was decided on is what it is
 * applied to. An alias is moved by the one event that also holds who, why and the gate's report; there is no other record of
 * where it points. A report may have {@code importance}, a list of {@code column}, {@code candidate} and {@code champion}.
 */
@NullMarked
package ml.lifecycle.internal.registry;

import org.jspecify.annotations.NullMarked;
