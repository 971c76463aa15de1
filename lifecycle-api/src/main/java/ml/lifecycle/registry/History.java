package ml.lifecycle.registry;

import java.util.List;
import java.util.stream.Collectors;
import ml.lifecycle.Printable;

/**
 * What happened to a registered model or to one of its aliases.
 *
 * @param events the events, oldest first
 */
public record History(List<RegistryEvent> events) implements Printable {

    /** Copies the events. */
    public History {
        events = List.copyOf(events);
    }

    @Override
    public String toString() {
        return events.isEmpty()
                ? "nothing happened yet"
                : events.stream().map(RegistryEvent::toString).collect(Collectors.joining("\n"));
    }
}
