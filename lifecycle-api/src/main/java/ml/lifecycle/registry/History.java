package ml.lifecycle.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import ml.lifecycle.Printable;
import ml.lifecycle.registry.RegistryEvent.Kind;

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

    /**
     * Where the alias pointed at a moment, who put it there and on what evidence. For the history of one alias.
     *
     * @param moment any time; the times of events are those of the machines that wrote them
     * @return the promotion or rollback that was in force, if the alias existed
     */
    public Optional<RegistryEvent> inForceAt(Instant moment) {
        return events.stream()
                .filter(event -> event.kind() == Kind.PROMOTED || event.kind() == Kind.ROLLED_BACK)
                .takeWhile(event -> !event.at().isAfter(moment))
                .reduce((earlier, later) -> later);
    }

    @Override
    public String toString() {
        int width = events.stream().mapToInt(event -> digits(event.sequence())).max().orElse(0);
        return events.isEmpty()
                ? "nothing happened yet"
                : events.stream().map(event -> indented(event, width - digits(event.sequence())))
                        .collect(Collectors.joining("\n"));
    }

    private static int digits(long sequence) {
        return String.valueOf(sequence).length();
    }

    private static String indented(RegistryEvent event, int by) {
        String margin = " ".repeat(by);
        return margin + event.toString().replace("\n", "\n" + margin);
    }
}
