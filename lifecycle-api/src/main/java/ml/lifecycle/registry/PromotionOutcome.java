package ml.lifecycle.registry;

import ml.lifecycle.Printable;
import ml.lifecycle.RefusedException;

/** What came of a promotion or rollback. */
public sealed interface PromotionOutcome extends Printable {

    /**
     * What was written to the log.
     *
     * @return the event
     */
    RegistryEvent event();

    /**
     * Goes on only if the alias was moved.
     *
     * @return the outcome
     * @throws RefusedException with the gate's report, if it was not
     */
    Promoted orThrow();

    /**
     * The alias was moved.
     *
     * @param event what was written to the log
     */
    record Promoted(RegistryEvent event) implements PromotionOutcome {

        @Override
        public Promoted orThrow() {
            return this;
        }

        @Override
        public String toString() {
            return event.toString();
        }
    }

    /**
     * The gate did not pass; the alias is where it was.
     *
     * @param event what was written to the log, with the gate's report
     */
    record Refused(RegistryEvent event) implements PromotionOutcome {

        @Override
        public Promoted orThrow() {
            throw new RefusedException(toString());
        }

        @Override
        public String toString() {
            return "Version " + event.version() + " was not promoted to '" + event.alias() + "'.\n" + event.report();
        }
    }
}
