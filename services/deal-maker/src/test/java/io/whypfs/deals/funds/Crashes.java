package io.whypfs.deals.funds;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;

/**
 * Ends the process, as far as the code can see, at one chosen step: before or after a call to the chain, before or after a
 * commit, or when a connection is taken or given back.
 */
final class Crashes {

    private static final Set<String> STEPS_OF_A_CONNECTION = Set.of("commit", "close");

    private int steps;
    private int crashAt = Integer.MAX_VALUE;

    /** The end of the process: no handler of exceptions sees it. */
    static final class Crash extends Error {
        Crash(int step) {
            super("crash at step " + step);
        }
    }

    /** Crashes at this step from now on, counted from zero. */
    void at(int step) {
        steps = 0;
        crashAt = step;
    }

    void never() {
        crashAt = Integer.MAX_VALUE;
    }

    /** How many steps there were since {@link #at}. */
    int steps() {
        return steps;
    }

    private void step() {
        if (steps++ == crashAt) {
            throw new Crash(crashAt);
        }
    }

    /** Each call of the interface is two steps: before it and after it. */
    <T> T watch(Class<T> type, T target) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    step();
                    Object result = invoke(target, method, arguments);
                    if (result instanceof Connection connection) {
                        return watchConnection(connection);
                    }
                    step();
                    return result;
                }));
    }

    private Connection watchConnection(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (!STEPS_OF_A_CONNECTION.contains(method.getName())) {
                        return invoke(connection, method, arguments);
                    }
                    boolean isCommit = method.getName().equals("commit");
                    if (isCommit) {
                        step();
                    }
                    Object result = invoke(connection, method, arguments);
                    step();
                    return result;
                });
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
