package ml.lifecycle;

import java.nio.file.Path;
import java.time.Duration;
import ml.lifecycle.spi.StoreCheck;

/** Care for a store. Everything here may run while others work. */
public interface Maintenance {

    /**
     * Reads everything and checks every checksum, chain and digest. Changes nothing.
     *
     * @return what was checked and what is damaged
     */
    StoreCheck verify();

    /**
     * Removes what a crash leaves behind and is known to be incomplete, and derived files. Other damage stays as it is,
     * and {@link #verify} reports it for ever.
     *
     * <p>An experiment whose last events are damaged takes no more, until this lets its log go on behind the damage. Try a
     * backup first: what is damaged then stays lost, garbage is no longer collected, and the index of the experiment is
     * built anew by each process. A registered model or a data set with such damage can only be restored from a backup,
     * because nothing is decided on a history that has a gap.
     *
     * @return what was checked, what was done, and what is still damaged
     */
    StoreCheck repair();

    /**
     * Deletes contents of artifacts that no run, model or snapshot refers to.
     *
     * @param grace contents younger than this stay, since their event may not be written yet; a day is a good choice
     * @return how many bytes were freed
     * @throws CorruptException if a log is damaged, so that it cannot be known what is referred to; nothing was deleted
     */
    long collectGarbage(Duration grace);

    /**
     * Copies the store while others go on writing.
     *
     * @param target an empty or absent directory
     * @throws RefusedException if {@code target} is neither
     */
    void backup(Path target);
}
