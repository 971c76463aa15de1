package ml.lifecycle.testkit.jqwik;

import java.lang.reflect.Constructor;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import ml.lifecycle.RefusedException;
import ml.lifecycle.signature.Signature;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/** Provides for {@link FromSignature}. Found by jqwik through the service loader. */
@SuppressWarnings("exports") // jqwik is optional: to require it transitively would force it on every module
public final class SignatureRowProvider implements ArbitraryProvider {

    /** Above the providers that jqwik brings for maps. */
    private static final int PRIORITY = 10;

    /** Called by the service loader. */
    public SignatureRowProvider() {}

    @Override
    public boolean canProvideFor(TypeUsage type) {
        return type.isOfType(Map.class) && type.isAnnotated(FromSignature.class);
    }

    @Override
    public Set<Arbitrary<?>> provideFor(TypeUsage type, SubtypeProvider subtypes) {
        FromSignature asked = type.findAnnotation(FromSignature.class).orElseThrow();
        Signature signature = signature(asked.value());
        return Set.of(switch (asked.content()) {
            case VALID -> Rows.valid(signature);
            case EDGES -> Rows.edges(signature);
            case BROKEN -> Rows.broken(signature);
        });
    }

    private static Signature signature(Class<? extends Supplier<Signature>> source) {
        try {
            Constructor<? extends Supplier<Signature>> constructor = source.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance().get();
        } catch (ReflectiveOperationException failure) {
            throw new RefusedException("No signature can be had from " + source.getName()
                    + "; give the class a constructor without parameters.", failure);
        }
    }

    @Override
    public int priority() {
        return PRIORITY;
    }
}
