package io.whypfs.deals.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.deals.chain.CallObserver.Outcome;
import io.whypfs.deals.chain.ChainException.BadNodeAnswer;
import io.whypfs.deals.chain.ChainException.NodeRefused;
import io.whypfs.deals.chain.ChainException.NodeUnreachable;
import io.whypfs.deals.chain.StubNode.Raw;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node that is away, slow, busy or broken. */
@Timeout(30)
class JsonRpcIT {

    private static final String NAME = "Filecoin.StateNetworkName";

    private final StubNode node = new StubNode();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void triesAReadAgainWhileTheNodeIsBusy() throws Exception {
        // Given
        node.next(new Raw(429, "slow down", Map.of("Retry-After", "1"), 0));
        node.next(Raw.of(502, "bad gateway"));

        // When
        String name = rpc().read(NAME, NodeJson.params()).text();

        // Then
        assertThat(name).isEqualTo("lotus");
        assertThat(outcomes).containsExactly(Outcome.unreachable, Outcome.unreachable, Outcome.answered);
        assertThat(pauses).hasSize(2);
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(750), Duration.ofMillis(1250));
        assertThat(pauses.get(1)).isBetween(Duration.ofMillis(150), Duration.ofMillis(250));
    }

    @Test
    void givesUpAfterItsAttempts() {
        for (int i = 0; i < 3; i++) {
            node.next(Raw.of(503, "<html>away</html>"));
        }

        assertThatThrownBy(() -> rpc().read(NAME, NodeJson.params()))
                .isInstanceOf(NodeUnreachable.class)
                .hasMessage("The chain node answered Filecoin.StateNetworkName with HTTP 503: '<html>away</html>'");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void doesNotWaitLongerThanItIsAllowed() {
        node.next(new Raw(429, "", Map.of("Retry-After", "3600"), 0));

        assertThatThrownBy(() -> rpc().read(NAME, NodeJson.params()))
                .isInstanceOf(NodeUnreachable.class)
                .hasMessageContaining("too many requests");
        assertThat(pauses).isEmpty();
    }

    @Test
    void makesACallThatChangesSomethingOnlyOnce() {
        node.next(Raw.of(503, ""));

        assertThatThrownBy(() -> rpc().call(NAME, NodeJson.params())).isInstanceOf(NodeUnreachable.class);
        assertThat(outcomes).containsExactly(Outcome.unreachable);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 404, 500})
    void readsAnErrorWhateverTheStatusIs(int status) {
        node.next(Raw.of(
                status, "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":11,\"message\":\"actor not found\"}}"));

        assertThatThrownBy(() -> rpc().read(NAME, NodeJson.params()))
                .isInstanceOfSatisfying(NodeRefused.class, refused -> {
                    assertThat(refused.code()).isEqualTo(11);
                    assertThat(refused.isActorNotFound()).isTrue();
                    assertThat(refused.method()).isEqualTo(NAME);
                });
        assertThat(outcomes).containsExactly(Outcome.refused);
    }

    @Test
    void anUnknownMethodIsRefused() {
        assertThatThrownBy(() -> rpc().read("Filecoin.NoSuch", NodeJson.params()))
                .isInstanceOfSatisfying(
                        NodeRefused.class, refused -> assertThat(refused.code()).isEqualTo(-32601));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "",
                "[]",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":\"lotus\"}",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"result\":\"lotus\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":\"lotus\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"lotus\"} and more",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"lotus\",\"result\":\"other\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"lot"
            })
    void anAnswerThatIsNoJsonRpcCannotBeUsed(String body) {
        node.next(Raw.of(200, body));

        assertThatThrownBy(() -> rpc().read(NAME, NodeJson.params()))
                .isInstanceOf(BadNodeAnswer.class)
                .hasMessageStartingWith("The chain node's answer to " + NAME + " cannot be used: ");
        assertThat(outcomes).containsExactly(Outcome.unusable);
    }

    @Test
    void anAnswerThatIsTooSlowOrTooLargeCountsAsUnreachable() {
        for (int i = 0; i < 3; i++) {
            node.next(new Raw(200, "", Map.of(), 1_000));
        }
        JsonRpc hasty = rpc(Duration.ofMillis(100), 1 << 20);
        assertThatThrownBy(() -> hasty.read(NAME, NodeJson.params()))
                .isInstanceOf(NodeUnreachable.class)
                .hasMessageEndingWith("did not answer " + NAME + " within 100 ms.");

        node.answer(NAME, "\"" + "x".repeat(2_000) + "\"");
        JsonRpc small = rpc(Duration.ofSeconds(5), 1_000);
        assertThatThrownBy(() -> small.read(NAME, NodeJson.params()))
                .isInstanceOf(NodeUnreachable.class)
                .hasMessageContaining("larger than 1000 bytes (whypfs.chain.max-answer)");
    }

    @Test
    void saysWhereNobodyAnswers() {
        int port = node.port();
        node.close();

        assertThatThrownBy(() -> rpc().read(NAME, NodeJson.params()))
                .isInstanceOf(NodeUnreachable.class)
                .hasMessage("Nobody answers at the chain node's address http://127.0.0.1:" + port + "/rpc/v1.");
        assertThat(outcomes).hasSize(3);
    }

    @Test
    void showsItsTokenAndSaysWhenItIsWrong() throws Exception {
        node.wantToken("right");

        JsonRpc right = Chains.rpc("right:" + node.url(), Duration.ofSeconds(5), 1 << 20, this::note, pauses::add);
        assertThat(right.read(NAME, NodeJson.params()).text()).isEqualTo("lotus");

        JsonRpc wrong = Chains.rpc("wrong:" + node.url(), Duration.ofSeconds(5), 1 << 20, this::note, pauses::add);
        assertThatThrownBy(() -> wrong.read(NAME, NodeJson.params()))
                .isInstanceOf(NodeRefused.class)
                .hasMessageContaining("whypfs.chain.token")
                .message()
                .doesNotContain("wrong");
    }

    private JsonRpc rpc() {
        return rpc(Duration.ofSeconds(5), 1 << 20);
    }

    private JsonRpc rpc(Duration timeout, long maxAnswer) {
        return Chains.rpc(node.url(), timeout, maxAnswer, this::note, pauses::add);
    }

    private void note(String method, Outcome outcome, Duration took) {
        outcomes.add(outcome);
    }
}
