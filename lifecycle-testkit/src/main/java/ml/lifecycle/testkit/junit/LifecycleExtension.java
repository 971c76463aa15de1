package ml.lifecycle.testkit.junit;

import java.lang.reflect.Parameter;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.DataSet;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.testkit.LabelledData;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests their lifecycle, models and data; closes and verifies what it gave. Without state of its own. */
final class LifecycleExtension implements ParameterResolver, AfterEachCallback, AfterAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(LifecycleExtension.class);
    private static final String STORE_PARAMETER = "ml.lifecycle.testkit.store";
    private static final String CLASS_KEY = "class";
    private static final String TEST_KEY = "test";
    /** Of several at signs the last one begins the alias. */
    private static final Pattern ALIAS = Pattern.compile("models:/([^/]+)@([^@/]+)");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Lifecycle.class
                || parameter.isAnnotated(ModelUnderTest.class) && type == Predictor.class
                || parameter.isAnnotated(GateUnderTest.class) && type == QualityGate.class
                || parameter.isAnnotated(DataUnderTest.class)
                        && (type == Snapshot.class || type == Table.class || type == LabelledData.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestStore store = storeFor(context);
        Optional<ModelUnderTest> model = parameter.findAnnotation(ModelUnderTest.class);
        Optional<DataUnderTest> data = parameter.findAnnotation(DataUnderTest.class);
        Optional<GateUnderTest> gate = parameter.findAnnotation(GateUnderTest.class);
        if (model.isPresent()) {
            String uri = model.get().value();
            return present("model '" + uri + "'", store, () -> model(uri, lasting(store, context), context));
        }
        if (gate.isPresent()) {
            String uri = gate.get().value();
            return present("gate of '" + uri + "'", store, () -> gate(uri, store.lifecycle()));
        }
        if (data.isPresent()) {
            DataUnderTest asked = data.get();
            return present("data '" + asked.value() + "'", store,
                    () -> data(asked, parameter.getParameter(), lasting(store, context), context));
        }
        return store.lifecycle();
    }

    private static Predictor model(String uri, TestStore store, ExtensionContext context) {
        Predictor predictor = store.model(uri);
        context.publishReportEntry("model", predictor.source() + " " + predictor.digest());
        return predictor;
    }

    private static QualityGate gate(String uri, Lifecycle lifecycle) {
        Matcher address = ALIAS.matcher(uri);
        if (!address.matches()) {
            throw new RefusedException("The address names no alias; expected models:/name@alias.");
        }
        String name = address.group(1);
        String alias = address.group(2);
        return lifecycle.model(name).gate(alias).orElseThrow(() -> new NotFoundException("Alias '" + alias
                + "' of model '" + name + "' is not protected; call model.protect(\"" + alias + "\").through(gate)."));
    }

    private static Object data(DataUnderTest asked, Parameter parameter, TestStore store, ExtensionContext context) {
        DataSet data = store.lifecycle().data(asked.value());
        Snapshot snapshot = asked.snapshot() == 0 ? data.latest() : data.snapshot(asked.snapshot());
        context.publishReportEntry("data", snapshot + " " + snapshot.digest());
        if (parameter.getType() == Snapshot.class) {
            return snapshot;
        }
        if (parameter.getType() == Table.class) {
            return snapshot.table();
        }
        if (asked.label().isEmpty()) {
            throw new ParameterResolutionException("Which column of '" + asked.value() + "' is the truth is not said;"
                    + " write @DataUnderTest(value = \"" + asked.value() + "\", label = …).");
        }
        return store.data(snapshot, asked.label());
    }

    /** What the lifecycle says of a failed look-up, with the store it looked in. */
    private static <T> T present(String what, TestStore store, Supplier<T> lookup) {
        try {
            return lookup.get();
        } catch (LifecycleException failure) {
            throw new ParameterResolutionException("The " + what + " cannot be given to the test from " + store + ". "
                    + failure.getMessage() + "\n" + store.advice(), failure);
        }
    }

    private static TestStore storeFor(ExtensionContext context) {
        Store contexts = context.getStore(NAMESPACE);
        String owner = context.getRequiredTestClass().getSimpleName();
        TestStore ofClass = contexts.get(CLASS_KEY, TestStore.class);
        if (context.getTestMethod().isEmpty()) {
            return ofClass != null ? ofClass : contexts.getOrComputeIfAbsent(CLASS_KEY,
                    key -> named(context).orElseGet(() -> TestStore.fresh("class " + owner)), TestStore.class);
        }
        return contexts.getOrComputeIfAbsent(TEST_KEY, key -> {
            if (ofClass != null) {
                return ofClass.openedAgain();
            }
            return named(context).orElseGet(() -> TestStore.fresh(owner + "." + context.getRequiredTestMethod().getName()));
        }, TestStore.class);
    }

    /**
     * The opening that gives models and data: that of the class where its tests share a store. Tests that get the same
     * object of a version and of a snapshot share what the one answers on the other.
     */
    private static TestStore lasting(TestStore ofTest, ExtensionContext context) {
        TestStore ofClass = context.getStore(NAMESPACE).get(CLASS_KEY, TestStore.class);
        if (ofClass != null) {
            return ofClass;
        }
        ExtensionContext around = context;
        while (around.getTestMethod().isPresent()) {
            around = around.getParent().orElseThrow();
        }
        Store ofAll = around.getStore(NAMESPACE);
        return location(context)
                .map(named -> ofAll.getOrComputeIfAbsent(CLASS_KEY, key -> TestStore.named(named), TestStore.class))
                .orElse(ofTest);
    }

    private static Optional<TestStore> named(ExtensionContext context) {
        return location(context).map(TestStore::named);
    }

    private static Optional<String> location(ExtensionContext context) {
        return annotation(context.getRequiredTestClass())
                .map(LifecycleTest::store)
                .filter(location -> !location.isEmpty())
                .or(() -> context.getConfigurationParameter(STORE_PARAMETER));
    }

    /** A nested class belongs to the class around it. */
    private static Optional<LifecycleTest> annotation(Class<?> type) {
        for (Class<?> around = type; around != null; around = around.getEnclosingClass()) {
            LifecycleTest annotation = around.getAnnotation(LifecycleTest.class);
            if (annotation != null) {
                return Optional.of(annotation);
            }
        }
        return Optional.empty();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        end(context, TEST_KEY);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        end(context, CLASS_KEY);
    }

    /** Removes before it closes: a store that proves damaged must not be closed a second time. */
    private static void end(ExtensionContext context, String key) {
        TestStore store = context.getStore(NAMESPACE).remove(key, TestStore.class);
        if (store != null) {
            store.close();
        }
    }
}
