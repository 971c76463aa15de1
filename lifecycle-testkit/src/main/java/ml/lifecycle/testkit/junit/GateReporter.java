package ml.lifecycle.testkit.junit;

import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.testkit.GateChecks;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.JUnitException;

/** Publishes the report of a gate beside the tests of its checks. */
final class GateReporter implements InvocationInterceptor {

    private static final System.Logger LOG = System.getLogger(GateTest.class.getName());

    @Override
    public <T> T interceptTestFactoryMethod(Invocation<T> invocation, ReflectiveInvocationContext<Method> method,
            ExtensionContext context) throws Throwable {
        T result = invocation.proceed();
        if (result instanceof GateChecks checks) {
            context.publishReportEntry("gate." + checks.report().gate(), checks.report().toString());
            attach(checks.report(), context);
        }
        return result;
    }

    /** A launcher without a directory for output says so by an exception; the entry above must do there. */
    private static void attach(GateReport report, ExtensionContext context) {
        String file = "gate-" + report.gate().replaceAll("[^A-Za-z0-9-]", "_") + ".html";
        try {
            context.publishFile(file, MediaType.create("text", "html", StandardCharsets.UTF_8),
                    path -> Files.writeString(path, report.toHtml()));
        } catch (JUnitException unsupported) {
            LOG.log(Level.DEBUG, "The report of gate ''{0}'' is not attached as HTML: {1}", report.gate(),
                    unsupported.getMessage());
        }
    }
}
