package ml.lifecycle.samples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.LifecycleBuilder;
import ml.lifecycle.LifecycleEngine;
import ml.lifecycle.Printable;
import org.jspecify.annotations.NullMarked;

/** The rules of the house, as far as a program can check them. */
@AnalyzeClasses(packages = "ml.lifecycle", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** The packages of lifecycle-api; {@code ml.lifecycle} itself is written out, since all others lie below it. */
    private static final String[] API = {
        "ml.lifecycle", "ml.lifecycle.run..", "ml.lifecycle.signature..", "ml.lifecycle.data..", "ml.lifecycle.gate..",
        "ml.lifecycle.registry..", "ml.lifecycle.model..", "ml.lifecycle.monitor..", "ml.lifecycle.spi..", "ml.lifecycle.report.."
    };

    private static final String SAMPLES = "ml.lifecycle.samples..";

    @ArchTest
    static final ArchRule the_api_knows_nothing_but_java_and_itself = classes()
            .that().resideInAnyPackage(API)
            .should().onlyDependOnClassesThat().resideInAnyPackage(with(API, "java..", "org.jspecify.."));

    @ArchTest
    static final ArchRule nobody_outside_core_touches_its_internals = noClasses()
            .that().resideOutsideOfPackages("ml.lifecycle.internal..", "ml.lifecycle.core..", "ml.lifecycle.tribuo..",
                    "ml.lifecycle.onnx..")
            .should().dependOnClassesThat().resideInAPackage("ml.lifecycle.internal..");

    @ArchTest
    static final ArchRule only_one_package_knows_tribuo = noClasses()
            .that().resideOutsideOfPackages("ml.lifecycle.tribuo..", SAMPLES)
            .should().dependOnClassesThat().resideInAnyPackage("org.tribuo..", "com.oracle.labs..", "ai.onnx.proto..");

    @ArchTest
    static final ArchRule only_one_package_knows_onnx_runtime = noClasses()
            .that().resideOutsideOfPackages("ml.lifecycle.onnx..", SAMPLES)
            .should().dependOnClassesThat().resideInAPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule only_the_formats_of_models_know_protobuf = noClasses()
            .that().resideOutsideOfPackages("ml.lifecycle.tribuo..", "ml.lifecycle.onnx..")
            .should().dependOnClassesThat().resideInAPackage("com.google..");

    @ArchTest
    static final ArchRule the_tribuo_package_is_a_leaf = noClasses()
            .that().resideOutsideOfPackages("ml.lifecycle.tribuo..", SAMPLES)
            .should().dependOnClassesThat().resideInAPackage("ml.lifecycle.tribuo..");

    @ArchTest
    static final ArchRule the_onnx_package_is_a_leaf = noClasses()
            .that().resideOutsideOfPackages("ml.lifecycle.onnx..", SAMPLES)
            .should().dependOnClassesThat().resideInAPackage("ml.lifecycle.onnx..");

    @ArchTest
    static final ArchRule the_store_knows_neither_core_nor_its_json = noClasses()
            .that().resideInAPackage("ml.lifecycle.store.fs..")
            .should().dependOnClassesThat().resideInAnyPackage("ml.lifecycle.internal..", "ml.lifecycle.core..");

    @ArchTest
    static final ArchRule the_store_reaches_the_disk_through_one_seam = noClasses()
            .that().resideInAPackage("ml.lifecycle.store.fs..")
            .and().haveNameNotMatching(".*\\.(DiskIo|DiskFiles|DiskLocks|Permissions)(\\$.*)?")
            .should().dependOnClassesThat().haveNameMatching(
                    "java\\.nio\\.file\\.Files|java\\.nio\\.channels\\..*|java\\.io\\.(File|RandomAccessFile)(Input.*|Output.*)?");

    @ArchTest
    static final ArchRule packages_depend_on_each_other_in_one_direction =
            slices().assignedFrom(new Packages()).should().beFreeOfCycles();

    /** The contract tests are tests: they are what injects a clock. */
    @ArchTest
    static final ArchRule time_is_injected = noClasses()
            .that().resideOutsideOfPackages(SAMPLES, "ml.lifecycle.testkit.tck..", "ml.lifecycle.testkit.fault..")
            .should().callMethod(Instant.class, "now")
            .orShould().callMethod(System.class, "currentTimeMillis")
            .orShould().callMethodWhere(systemClockOutsideOfTheBuilder());

    @ArchTest
    static final ArchRule only_printable_writes_to_the_standard_output = noClasses()
            .that().resideOutsideOfPackage(SAMPLES)
            .and().doNotHaveFullyQualifiedName(Printable.class.getName())
            .should().accessField(System.class, "out")
            .orShould().accessField(System.class, "err");

    @ArchTest
    static final ArchRule java_serialization_is_used_in_neither_direction = noClasses()
            .should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class)
            .orShould().dependOnClassesThat().areAssignableTo(ObjectOutputStream.class);

    @ArchTest
    static final ArchRule every_package_states_its_nulls = classes().should(beInANullMarkedPackage());

    private static String[] with(String[] packages, String... more) {
        String[] all = Arrays.copyOf(packages, packages.length + more.length);
        System.arraycopy(more, 0, all, packages.length, more.length);
        return all;
    }

    /** The default clock is chosen in one place; everybody else is given one. */
    private static DescribedPredicate<JavaAccess<?>> systemClockOutsideOfTheBuilder() {
        return DescribedPredicate.describe("Clock.system… is called outside of LifecycleBuilder", access ->
                access.getTargetOwner().isEquivalentTo(Clock.class)
                        && access.getTarget().getName().startsWith("system")
                        && !access.getOriginOwner().isEquivalentTo(LifecycleBuilder.class));
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a @NullMarked package") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(item, marked, item.getName() + " is in "
                        + item.getPackageName() + ", which has no @NullMarked package-info"));
            }
        };
    }

    /**
     * One slice for each package, but two for {@code ml.lifecycle}: the entry, which leads to everything, and the base
     * (exceptions, printing), on which everything rests.
     */
    private static final class Packages implements SliceAssignment {

        private static final Set<String> ENTRY = Set.of(
                Lifecycle.class.getName(), LifecycleBuilder.class.getName(), LifecycleEngine.class.getName(),
                "ml.lifecycle.Maintenance", "ml.lifecycle.Reproducer");

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName(), ENTRY.contains(type.getName()) ? "entry" : "");
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
