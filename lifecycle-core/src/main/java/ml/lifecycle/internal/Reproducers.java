package ml.lifecycle.internal;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.RefusedException;
import ml.lifecycle.Reproducer;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.run.Reproduction;
import ml.lifecycle.run.RunRecord;

/** The frameworks on the class path that can do a training again. */
final class Reproducers {

    private static final List<Reproducer> ALL =
            ServiceLoader.load(Reproducer.class, Reproducers.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    private Reproducers() {}

    static Reproduction reproduce(Lifecycle lifecycle, RunRecord run) {
        for (Reproducer reproducer : ALL) {
            Optional<Reproduction> reproduction = reproducer.reproduce(lifecycle, run);
            if (reproduction.isPresent()) {
                return reproduction.get();
            }
        }
        throw new RefusedException("Run '" + Names.printable(run.name()) + "' (" + run.id() + ") did not record how its"
                + " training is done again; TribuoRun and TribuoSearch do, and another framework joins by implementing "
                + Reproducer.class.getName() + ".");
    }
}
