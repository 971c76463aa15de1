package ml.lifecycle.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ml.lifecycle.Maintenance;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.data.DataSets;
import ml.lifecycle.internal.registry.Models;
import ml.lifecycle.internal.run.Experiments;
import ml.lifecycle.spi.Blob;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.StoreCheck;

/** Care for a store: what the store can do itself, and what needs to know which content is referred to. */
record StoreMaintenance(LifecycleStore store, Experiments experiments, Models models, DataSets dataSets)
        implements Maintenance {

    @Override
    public StoreCheck verify() {
        return withChains(store.verify());
    }

    @Override
    public StoreCheck repair() {
        return withChains(store.repair());
    }

    private StoreCheck withChains(StoreCheck check) {
        List<Damage> damages = new ArrayList<>(check.damages());
        models.brokenChains().stream().filter(broken -> damages.stream().noneMatch(
                known -> known.place().equals(broken.place()) && known.offset() == broken.offset()
                        && broken.offset() >= 0)).forEach(damages::add);
        damages.addAll(new LostContents(store.artifacts(), experiments, models, dataSets).find());
        return new StoreCheck(
                check.logs(), check.events(), check.points(), check.artifacts(), damages, check.remarks());
    }

    @Override
    public long collectGarbage(Duration grace) {
        if (grace.isNegative()) {
            throw new RefusedException("The grace period " + grace + " is negative; a day is a good choice.");
        }
        Set<String> referenced = new HashSet<>(experiments.referencedDigests());
        referenced.addAll(models.referencedDigests());
        referenced.addAll(dataSets.referencedDigests());
        return store.artifacts().sweep(referenced::contains, grace).stream().mapToLong(Blob::size).sum();
    }

    @Override
    public void backup(Path target) {
        store.backup(target);
    }

    @Override
    public String toString() {
        return "maintenance of " + store + ": verify(), repair(), collectGarbage(grace), backup(directory)";
    }
}
