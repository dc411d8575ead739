package io.whypfs.deals.protocol;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests to providers' web servers. Blocking; for any thread.
 *
 * <p>The name is looked up here, the answer is held against the {@link AddressRule}, and the connection goes to that very
 * address, with the name in the TLS handshake and the Host header: a name that is looked up twice could lead elsewhere the
 * second time. Each request has a connection of its own, so that it is always known whether it left: an old connection
 * could break in between. Redirects are not followed.
 */
final class ProviderHttp {

    private static final String CBOR = "application/cbor";
    private static final int MAX_AT_ONE_PROVIDER = 16;

    private final HttpClient client;
    private final AddressRule rule;
    private final Limits limits;

    /**
     * Limits of one request.
     *
     * @param connect for name, connection and TLS each
     * @param maxAnswerBytes longest body that is read
     */
    record Limits(Duration connect, int maxAnswerBytes) {}

    /** @param options such as trust; the rest is set here */
    ProviderHttp(Vertx vertx, HttpClientOptions options, AddressRule rule, Limits limits) {
        int connectMillis = Math.toIntExact(limits.connect().toMillis());
        this.client = vertx.createHttpClient(new HttpClientOptions(options)
                .setConnectTimeout(connectMillis)
                .setSslHandshakeTimeout(connectMillis)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAlive(false)
                .setMaxPoolSize(MAX_AT_ONE_PROVIDER)
                .setVerifyHost(true));
        this.rule = rule;
        this.limits = limits;
    }

    /**
     * Sends a CBOR item and reads the answer.
     *
     * @param whole time for all of it, from the first connection on
     */
    HttpOutcome send(HttpTarget target, HttpMethod method, String path, byte[] body, Duration whole) {
        long deadline = System.nanoTime() + whole.toNanos();
        HttpClientRequest request;
        try {
            request = connect(options(target, method, path, lookUp(target)));
        } catch (RefusedAddressException e) {
            return new HttpOutcome.NotSent(e.getMessage());
        } catch (ExecutionException e) {
            return new HttpOutcome.NotSent("No connection to " + target + ": " + reason(e) + ".");
        } catch (TimeoutException _) {
            return new HttpOutcome.NotSent(
                    "No connection to " + target + " within " + limits.connect().toSeconds() + " s.");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new HttpOutcome.NotSent("This service is stopping, so " + target + " was not asked.");
        }
        return exchange(target, request, body, whole, deadline);
    }

    private HttpOutcome exchange(
            HttpTarget target, HttpClientRequest request, byte[] body, Duration whole, long deadline) {
        try {
            Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            // Who reads must be there before the answer is: only then does the event loop hand it over from its first
            // byte.
            Future<HttpOutcome> answer = request.response().compose(this::read);
            request.send(Buffer.buffer(body));
            return await(answer, left);
        } catch (ExecutionException e) {
            return new HttpOutcome.NoAnswer("No whole answer from " + target + ": " + reason(e) + ".");
        } catch (TimeoutException _) {
            return new HttpOutcome.NoAnswer("No whole answer from " + target + " within " + whole.toSeconds() + " s.");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new HttpOutcome.NoAnswer("This service was stopped while it waited for " + target + ".");
        } finally {
            request.connection().close();
        }
    }

    private HttpClientRequest connect(RequestOptions options)
            throws ExecutionException, TimeoutException, InterruptedException {
        Future<HttpClientRequest> connecting = client.request(options).map(request -> {
            // What goes wrong is told by the answer's future; without handlers it would be logged as well.
            request.exceptionHandler(told -> {});
            request.connection().exceptionHandler(told -> {});
            return request;
        });
        try {
            return await(connecting, limits.connect().multipliedBy(2));
        } catch (TimeoutException | InterruptedException e) {
            connecting.onSuccess(late -> late.connection().close());
            throw e;
        }
    }

    private InetAddress lookUp(HttpTarget target)
            throws RefusedAddressException, ExecutionException, TimeoutException, InterruptedException {
        InetAddress[] all = CompletableFuture.supplyAsync(() -> addresses(target.host()), Thread::startVirtualThread)
                .get(limits.connect().toMillis(), TimeUnit.MILLISECONDS);
        Optional<InetAddress> allowed = Arrays.stream(all)
                .filter(target.family()::takes)
                .filter(rule::allows)
                .findFirst();
        return allowed.orElseThrow(() -> new RefusedAddressException(
                all.length == 0
                        ? "The name of " + target + " is not known."
                        : "The address of " + target + " lies in a private network; it is not contacted unless "
                                + "whypfs.providers.allow-private-addresses is set."));
    }

    private static InetAddress[] addresses(String host) {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException _) {
            return new InetAddress[0];
        }
    }

    private static RequestOptions options(HttpTarget target, HttpMethod method, String path, InetAddress address) {
        return new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.tls())
                .setMethod(method)
                .setURI(path)
                .putHeader("Content-Type", CBOR)
                .putHeader("Accept", CBOR);
    }

    private Future<HttpOutcome> read(HttpClientResponse response) {
        Promise<HttpOutcome> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.handler(bytes -> {
            if (body.length() + bytes.length() > limits.maxAnswerBytes()) {
                whole.tryFail("its answer is longer than " + limits.maxAnswerBytes() + " bytes");
            } else {
                body.appendBuffer(bytes);
            }
        });
        response.endHandler(end -> whole.tryComplete(new HttpOutcome.Answer(
                response.statusCode(), Optional.ofNullable(response.getHeader("Retry-After")), body.getBytes())));
        return whole.future();
    }

    private static <T> T await(Future<T> future, Duration time)
            throws ExecutionException, TimeoutException, InterruptedException {
        return future.toCompletionStage().toCompletableFuture().get(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String reason(ExecutionException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : PlainText.of(message);
    }

    /** The name leads nowhere, or nowhere we go. */
    private static final class RefusedAddressException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedAddressException(String why) {
            super(why);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
