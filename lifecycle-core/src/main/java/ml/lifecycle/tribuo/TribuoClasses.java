package ml.lifecycle.tribuo;

import com.google.protobuf.Message;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.util.List;
import ml.lifecycle.RefusedException;
import org.tribuo.protos.ProtoSerializable;

/**
 * Classes of an application's own that stored models may name. Which of Tribuo's they may name is fixed; a model or a
 * trainer that somebody wrote must be allowed before a model of it is stored or loaded:
 * <pre>{@code
 * TribuoClasses.allow(OurTrainer.class, OurModel.class, OurModelProto.class);
 * }</pre>
 *
 * <p>Whoever allows a class answers for it: Tribuo runs its static initialiser and its {@code deserializeFromProto} with
 * whatever a file holds. It must not open, load or run anything that its message names.
 */
public final class TribuoClasses {

    private TribuoClasses() {}

    /**
     * Allows classes, in this JVM and from now on. Safe to be called by several threads, and again.
     *
     * @param classes models, trainers and what they are configured with, parts of models, provenance; and the messages
     *        that they are stored as
     * @throws RefusedException if a class is none of these; none of the given classes is allowed then
     */
    public static void allow(Class<?>... classes) {
        for (Class<?> type : classes) {
            if (!isPart(type)) {
                throw new RefusedException("The class " + type.getName() + " is no part of a model of Tribuo; expected a"
                        + " ProtoSerializable, Configurable, Provenance or enum, or the protobuf message of one.");
            }
        }
        for (Class<?> type : classes) {
            if (Message.class.isAssignableFrom(type)) {
                ProtoTypes.allow(type.asSubclass(Message.class));
            } else {
                AllowedClasses.allow(type.getName());
            }
        }
    }

    private static boolean isPart(Class<?> type) {
        return type.isEnum() || List.of(Message.class, ProtoSerializable.class, Configurable.class, Provenance.class)
                .stream().anyMatch(part -> part.isAssignableFrom(type));
    }
}
