package ml.lifecycle.testkit.junit;

import java.lang.reflect.Method;
import ml.lifecycle.testkit.GateChecks;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Publishes the report of a gate beside the tests of its checks. */
final class GateReporter implements InvocationInterceptor {

    @Override
    public <T> T interceptTestFactoryMethod(Invocation<T> invocation, ReflectiveInvocationContext<Method> method,
            ExtensionContext context) throws Throwable {
        T result = invocation.proceed();
        if (result instanceof GateChecks checks) {
            context.publishReportEntry("gate." + checks.report().gate(), checks.report().toString());
        }
        return result;
    }
}
