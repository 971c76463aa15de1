package ml.lifecycle.spi;

import java.util.List;
import ml.lifecycle.Printable;

/**
 * What a check of a whole store found.
 *
 * @param logs how many logs were read
 * @param events how many events were read whole
 * @param points how many metric points were read whole
 * @param artifacts how many artifacts matched their digest
 * @param damages all that is damaged, in the order of places
 * @param remarks what is noteworthy and no damage: torn tails, removed files, a network file system
 */
public record StoreCheck(
        long logs, long events, long points, long artifacts, List<Damage> damages, List<String> remarks)
        implements Printable {

    /** Copies the lists. */
    public StoreCheck {
        damages = List.copyOf(damages);
        remarks = List.copyOf(remarks);
    }

    /**
     * Whether nothing is damaged of what was acknowledged. What a program recorded and the store never acknowledged, since
     * its disk was full or it was killed, is not there, and that is no damage: who recorded it was told, or died.
     *
     * @return whether {@link #damages} is empty
     */
    public boolean clean() {
        return damages.isEmpty();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(clean() ? "no damage" : count(damages.size(), "damaged place"))
                .append(": ").append(count(logs, "log")).append(", ").append(count(events, "event")).append(", ")
                .append(count(points, "metric point")).append(", ").append(count(artifacts, "artifact"));
        damages.forEach(damage -> text.append("\n  damaged  ").append(damage));
        remarks.forEach(remark -> text.append("\n  note     ").append(remark));
        return text.toString();
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
