package io.whypfs.deals.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.random.RandomGenerator;

/** Makes the process die at calls of ports: before the call took effect, or after it did and before its answer is known. */
final class CrashPoints {

    private final RandomGenerator random;
    private double probability;
    private int crashes;
    private int calls;
    private int crashAt = Integer.MAX_VALUE;

    CrashPoints(RandomGenerator random) {
        this.random = random;
    }

    void setProbability(double newProbability) {
        probability = newProbability;
    }

    /** Dies once, at this moment from now on: 0 is before the first call, 1 after it, 2 before the second. */
    void crashAtMoment(int moment) {
        calls = 0;
        crashAt = moment;
    }

    int crashes() {
        return crashes;
    }

    <T> T around(Class<T> port, T target) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, args) -> call(target, method, args)));
    }

    private Object call(Object target, Method method, Object[] args) throws Throwable {
        maybe("before", method);
        Object answer;
        try {
            answer = method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
        maybe("after", method);
        return answer;
    }

    private void maybe(String when, Method method) {
        if (calls++ == crashAt) {
            crashes++;
            throw new SimulatedCrash(when + " " + method.getName());
        }
        if (probability > 0 && random.nextDouble() < probability) {
            crashes++;
            throw new SimulatedCrash(when + " " + method.getName());
        }
    }
}
