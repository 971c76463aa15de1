package ml.lifecycle.internal.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ml.lifecycle.CorruptException;
import ml.lifecycle.internal.text.Json;
import ml.lifecycle.registry.RegistryEvent.Kind;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.EventVisitor;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import org.junit.jupiter.api.Test;

class ChainTest {

    private final Events events = new Events();
    private final ModelLog log = open(Optional.empty());

    private ModelLog open(Optional<byte[]> key) {
        return new ModelLog(events, new LogId(LogKind.MODEL, "iris"), new EventSeal(key));
    }

    private ObjectNode refusal(int version) {
        return EventCodec.begin(Kind.REFUSED, Instant.EPOCH, "iris")
                .put("alias", "p").put("version", version);
    }

    private void appendThree() {
        for (int version = 1; version <= 3; version++) {
            log.append(log.state(), refusal(version));
        }
        assertEquals(3, log.state().events.size());
    }

    private CorruptException corrupt() {
        return assertThrows(CorruptException.class,
                () -> open(Optional.empty()).state());
    }

    @Test
    void a_changed_event_is_noticed_by_the_next_one() {
        appendThree();
        String text = new String(events.all.get(1), StandardCharsets.UTF_8);
        events.all.set(1, text.replace("\"version\":2", "\"version\":9").getBytes(StandardCharsets.UTF_8));
        assertTrue(corrupt().getMessage().startsWith("Event 3 of registered model 'iris' does not continue event 2"));
    }

    @Test
    void a_removed_event_is_noticed() {
        appendThree();
        events.all.remove(1);
        assertTrue(corrupt().getMessage().startsWith("Event 2 of registered model 'iris' does not continue event 1"));
    }

    @Test
    void a_damaged_event_stops_every_decision() {
        appendThree();
        events.damaged = true;
        assertTrue(corrupt().getMessage().contains("cannot be read"), corrupt().getMessage());
    }

    @Test
    void an_event_of_a_newer_release_is_not_guessed_at() {
        events.all.add(Json.bytes(
                Json.object().put("op", "archived").put("at", 0).put("model", "iris").put("prev", "")));
        assertTrue(corrupt().getMessage().contains("a newer release may have written it"), corrupt().getMessage());
    }

    @Test
    void with_a_key_nobody_else_can_rewrite_the_log() {
        Optional<byte[]> key = Optional.of(new byte[32]);
        ModelLog signed = open(key);
        signed.append(signed.state(), refusal(1));
        signed.append(signed.state(), refusal(2));
        assertEquals(2, open(key).state().events.size());
        assertEquals(2, open(Optional.empty()).state().events.size(), "reading without a key needs no signature");

        events.all.remove(1);
        Optional<byte[]> other = Optional.of("another key of thirty-two bytes!".getBytes(StandardCharsets.UTF_8));
        events.all.add(new EventSeal(other).seal(Json.bytes(refusal(3).put("prev", open(key).state().head))));
        assertTrue(assertThrows(CorruptException.class, () -> open(key).state()).getMessage()
                .startsWith("Event 2 of registered model 'iris' is not signed with the registry key"));
    }

    @Test
    void an_unsigned_event_among_signed_ones_is_noticed() {
        Optional<byte[]> key = Optional.of(new byte[32]);
        log.append(log.state(), refusal(1));
        assertThrows(CorruptException.class, () -> open(key).state());
    }

    /** A log in a list. */
    private static final class Events implements EventLogs {

        final List<byte[]> all = new ArrayList<>();
        boolean damaged;

        @Override
        public long append(LogId log, byte[] event, long expectedLast, Commit commit) {
            all.add(event);
            return all.size();
        }

        @Override
        public long last(LogId log) {
            return all.size();
        }

        @Override
        public long read(LogId log, long after, EventVisitor visitor) {
            if (damaged) {
                visitor.damaged(new Damage("log", 0, 1, "a bit flipped"));
            }
            for (int i = (int) after; i < all.size(); i++) {
                visitor.event(i + 1, all.get(i), 0, all.get(i).length);
            }
            return all.size();
        }

        @Override
        public void force(LogId log) {}

        @Override
        public Set<String> keys(LogKind kind) {
            return Set.of();
        }
    }
}
