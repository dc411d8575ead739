package io.whypfs.proxifier.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    private final RouteTable table = RouteTable.parse(List.of("/", "/content", "/ipfs", "/pieces=core"));

    @ParameterizedTest
    @CsvSource({
        "/,api",
        "/?x=1,api",
        "/content,api",
        "/content/,api",
        "/content/add?profile=/internal,api",
        "/content/..hidden/a...b,api",
        "/content//double,api",
        "/ipfs/bafy/a%20b/%E2%82%AC,api",
        "/ipfs/bafy/100%2525%20sure,api",
        "/ipfs/bafy/.well-known,api",
        "/pieces/baga?x=../..,core",
    })
    void forwardsListedPathsToTheirPool(String target, String pool) {
        assertThat(table.decide(target)).isEqualTo(new RouteDecision.Forward(pool));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal",
                "/internal/v1/ingest",
                "/q",
                "/q/health/ready",
                "/Content",
                "/contents",
                "/content.json",
                "/content;x/add",
                "/content%2Dx",
                "/conten%74/add",
                "/%69nternal/v1",
                "/piece"
            })
    void knowsNothingOfUnlistedPaths(String target) {
        String path = target.split("\\?")[0];
        assertThat(table.decide(target)).isEqualTo(new RouteDecision.Refuse(404, "Nothing is served at " + path + "."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "internal",
                "http://127.0.0.1/content/add",
                "HTTP://127.0.0.1/internal",
                "//internal/v1",
                "//content",
                "/content/../internal/v1",
                "/content/./add",
                "/content/..",
                "/content/..?x",
                "/content/%2e%2e/internal",
                "/content/.%2E/internal",
                "/content/%252e%252e/internal",
                "/content/%25252e./internal",
                "/content%2F..%2Finternal",
                "/content/a%2fb",
                "/content/a%252Fb",
                "/content/..;x/internal",
                "/content/..%5cinternal",
                "/content\\..\\internal",
                "/\\internal",
                "/content/%00",
                "/content/%zz",
                "/content/%2",
                "/content/%",
                "/content/a b",
                "/content/a\tb",
                "/content#x",
                "/content?a#b",
                "/content/\u00e9",
            })
    void refusesTargetsThatCouldBeReadInTwoWays(String target) {
        assertThat(table.decide(target))
                .isInstanceOfSatisfying(
                        RouteDecision.Refuse.class,
                        refused -> assertThat(refused.status()).isEqualTo(400));
    }

    @Test
    void refusesToListWhatMustStayInside() {
        assertThatThrownBy(() -> RouteTable.parse(List.of("/content", "/internal")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"/internal\" must never be reachable through the front door");
        assertThatThrownBy(() -> RouteTable.parse(List.of("/q/=api")))
                .hasMessage("\"/q/\" must never be reachable through the front door");
    }

    @ParameterizedTest
    @ValueSource(strings = {"content", "/a/b", "/a b", "//", "/a%20", "/content=", ""})
    void refusesMalformedEntries(String entry) {
        assertThatThrownBy(() -> RouteTable.parse(List.of(entry))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnEntryListedTwice() {
        assertThatThrownBy(() -> RouteTable.parse(List.of("/a", "/a/=core"))).hasMessage("\"/a/\" is listed twice");
    }

    @Test
    void namesItsPools() {
        assertThat(table.pools()).containsExactly("api", "core");
    }
}
