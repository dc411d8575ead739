package io.whypfs.corenode.http;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.whypfs.kit.problem.Problem;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * A route whose handler blocks on a virtual thread while bytes pass.
 *
 * <p>What the handler throws becomes problem JSON; once the answer's head has left, it becomes a cut connection instead.
 */
public final class ByteRoute implements Handler<RoutingContext> {

    private static final Logger LOG = Logger.getLogger(ByteRoute.class);

    private final Executor executor;
    private final Blocking handler;

    /** What a route does. Blocks as it likes. */
    @FunctionalInterface
    public interface Blocking {

        /**
         * Handles one request and writes its answer.
         *
         * @throws IOException when it cannot; each kind has its problem, unknown ones are 500
         */
        void handle(Exchange exchange) throws IOException;
    }

    public ByteRoute(Executor executor, Blocking handler) {
        this.executor = executor;
        this.handler = handler;
    }

    @Override
    public void handle(RoutingContext routing) {
        Context context = Vertx.currentContext();
        Exchange exchange = new Exchange(routing, context);
        executor.execute(() -> run(exchange));
    }

    private void run(Exchange exchange) {
        try {
            handler.handle(exchange);
            exchange.stream().finish();
        } catch (IOException | RuntimeException e) {
            fail(exchange, e);
        } catch (Error e) {
            exchange.cut();
            throw e;
        } finally {
            exchange.drain();
        }
    }

    private static void fail(Exchange exchange, Exception e) {
        Problem problem = Problems.of(e);
        if (problem.status() == 500) {
            LOG.errorf(e, "requestUrl=%s error=%s", exchange.rawPath(), e.getMessage());
        } else if (problem.status() == 503) {
            LOG.warnf("requestUrl=%s error=%s", exchange.rawPath(), problem.detail());
        } else {
            LOG.debugf(e, "requestUrl=%s error=%s", exchange.rawPath(), e.getMessage());
        }
        exchange.fail(problem);
    }
}
