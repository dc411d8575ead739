package io.whypfs.api.gateway;

import static io.whypfs.api.stub.Api.Part.file;
import static io.whypfs.api.stub.Api.get;
import static io.whypfs.api.stub.Api.head;
import static io.whypfs.api.stub.Api.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.whypfs.api.stub.Api;
import io.whypfs.api.stub.Neighbours;
import io.whypfs.api.stub.StubCore;
import io.whypfs.api.stub.StubCore.Entry;
import io.whypfs.api.stub.Stubs;
import io.whypfs.multiformats.Cid;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(60)
class GatewayIT {

    private static final String IMMUTABLE = "public, max-age=29030400, immutable";
    private static final Random RANDOM = new Random(1313);

    @Inject
    Stubs stubs;

    @BeforeEach
    @AfterEach
    void allIsWell() {
        stubs.up();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ipfs/", "/gw/ipfs/"})
    void servesAFileWithTheHeadersOfThePathGateway(String prefix) {
        // Given
        Cid cid = stubs.coreA.put(text("plain words " + prefix));

        // When
        Api.Answer answer = get(prefix + cid);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("plain words " + prefix);
        assertThat(answer.header("Etag")).isEqualTo("\"" + cid + "\"");
        assertThat(answer.header("Cache-Control")).isEqualTo(IMMUTABLE);
        assertThat(answer.header("X-Ipfs-Path")).isEqualTo("/ipfs/" + cid);
        assertThat(answer.header("X-Ipfs-Roots")).isEqualTo(cid.toString());
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(answer.header("Content-Security-Policy")).isEqualTo("sandbox");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void answersHeadWithTheSameHeadersAndNoBody() {
        Cid cid = stubs.coreA.put(text("headed"));
        Api.Answer answer = head("/ipfs/" + cid);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bytes()).isEmpty();
        assertThat(answer.header("Content-Length")).isEqualTo("6");
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(answer.header("Etag")).isEqualTo("\"" + cid + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, 206, 0123, bytes 0-3/10",
        "bytes=7-, 206, 789, bytes 7-9/10",
        "bytes=-2, 206, 89, bytes 8-9/10",
        "'bytes=0-1,4-5', 200, 0123456789, ''",
        "lines=1-2, 200, 0123456789, ''"
    })
    void servesASingleRange(String range, int status, String body, String contentRange) {
        Cid cid = stubs.coreA.put(text("0123456789"));
        Api.Answer answer = get("/ipfs/" + cid, "Range", range);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).isEqualTo(body);
        assertThat(answer.header("Content-Range")).isEqualTo(contentRange);
    }

    @Test
    void refusesARangeBehindTheEnd() {
        Cid cid = stubs.coreA.put(text("0123456789"));
        Api.Answer answer = get("/ipfs/" + cid, "Range", "bytes=10-");
        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("Content-Range")).isEqualTo("bytes */10");
    }

    @Test
    void honoursARangeOnlyForTheVersionThatIfRangeNames() {
        Cid cid = stubs.coreA.put(text("0123456789"));
        assertThat(get("/ipfs/" + cid, "Range", "bytes=0-1", "If-Range", "\"" + cid + "\"")
                        .status())
                .isEqualTo(206);
        assertThat(get("/ipfs/" + cid, "Range", "bytes=0-1", "If-Range", "\"other\"")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"%s\"", "W/\"%s\"", "\"x\", \"%s\""})
    void answers304WithoutAskingACore(String condition) {
        // Given
        Cid cid = stubs.coreA.put(text("known to the client"));
        int reads = stubs.coreA.reads.get();

        // When
        Api.Answer answer = get("/ipfs/" + cid, "If-None-Match", condition.formatted(cid));

        // Then
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("Etag")).isEqualTo("\"" + cid + "\"");
        assertThat(stubs.coreA.reads.get()).isEqualTo(reads);
    }

    @Test
    void comparesTheETagOfAPathsEndWithoutReadingIt() {
        // Given
        Cid inner = stubs.coreA.put(text("inner file"));
        Cid directory = stubs.coreA.putDirectory("etags", List.of(new Entry("a.txt", inner.toString(), 10)));
        String path = "/ipfs/" + directory + "/a.txt";

        // When
        Api.Answer same = get(path, "If-None-Match", "\"" + inner + "\"");
        Api.Answer other = get(path, "If-None-Match", "\"" + directory + "\"");

        // Then
        assertThat(same.status()).isEqualTo(304);
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.text()).isEqualTo("inner file");
        assertThat(other.header("X-Ipfs-Roots")).isEqualTo(directory + "," + inner);
        assertThat(other.header("X-Ipfs-Path")).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "page.html, '<p>x', text/html; charset=utf-8",
        "data.json, '{}', application/json",
        "unknown, '%PDF-1.7', application/pdf",
        "unknown2, '<html><body>x', text/html; charset=utf-8"
    })
    void tellsTheMediaTypeByExtensionElseByTheFirstBytes(String name, String content, String type) {
        Cid inner = stubs.coreA.put(text(content));
        Cid directory = stubs.coreA.putDirectory("types" + name, List.of(new Entry(name, inner.toString(), 1)));
        assertThat(get("/ipfs/" + directory + "/" + name).header("Content-Type"))
                .isEqualTo(type);
    }

    @Test
    void sniffsTheStartEvenWhenTheEndIsAskedFor() {
        Cid cid = stubs.coreA.put(text("%PDF-1.7 and more"));
        assertThat(get("/ipfs/" + cid, "Range", "bytes=-4").header("Content-Type"))
                .isEqualTo("application/pdf");
    }

    @Test
    void namesTheFileAsAsked() {
        Cid cid = stubs.coreA.put(text("named"));
        Api.Answer answer = get("/ipfs/" + cid + "?filename=%C3%A4.html&download=true");
        assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"_.html\"; filename*=UTF-8''%C3%A4.html");
    }

    @Test
    void sendsADirectoryWithoutASlashToTheOneWith() {
        Cid directory = stubs.coreA.putDirectory("redirect", List.of());
        Api.Answer answer = get("/gw/ipfs/" + directory + "?x=1");
        assertThat(answer.status()).isEqualTo(301);
        assertThat(answer.header("Location")).isEqualTo("/gw/ipfs/" + directory + "/?x=1");
    }

    @Test
    void showsADirectoryWithHostileNamesEscaped() {
        // Given
        Cid inner = stubs.coreA.put(text("x"));
        Cid directory = stubs.coreA.putDirectory(
                "page",
                List.of(
                        new Entry("<script>alert(1)</script>", inner.toString(), 1),
                        new Entry("a b#c?.txt", inner.toString(), 2048)));

        // When
        Api.Answer answer = get("/ipfs/" + directory + "/");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(answer.header("Etag")).matches("\"DirIndex-[0-9a-f]{16}_CID-" + directory + "\"");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=604800, stale-while-revalidate=2678400");
        assertThat(answer.text())
                .contains("Index of /ipfs/")
                .contains("<a href=\"/ipfs/" + directory + "/a%20b%23c%3F.txt\">a b#c?.txt</a>")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("2.0 KiB")
                .doesNotContain("<script");
        assertThat(get("/ipfs/" + directory + "/", "If-None-Match", answer.header("Etag"))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void servesIndexHtmlInPlaceOfAListing() {
        Cid index = stubs.coreA.put(text("<h1>home</h1>"));
        Cid directory = stubs.coreA.putDirectory("site", List.of(new Entry("index.html", index.toString(), 1)));
        Api.Answer answer = get("/ipfs/" + directory + "/");
        assertThat(answer.text()).isEqualTo("<h1>home</h1>");
        assertThat(answer.header("Etag")).isEqualTo("\"" + directory + "\"");
        assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    }

    @Test
    void servesTheBlockAsItIs() {
        Cid cid = stubs.coreA.put(text("block"));
        Api.Answer byQuery = get("/ipfs/" + cid + "?format=raw");
        Api.Answer byAccept = get("/ipfs/" + cid, "Accept", "application/vnd.ipld.raw");
        assertThat(byQuery.header("Content-Type")).isEqualTo("application/vnd.ipld.raw");
        assertThat(byQuery.header("Etag")).isEqualTo("\"" + cid + ".raw\"");
        assertThat(byQuery.header("Content-Disposition")).isEqualTo("attachment; filename=\"" + cid + ".bin\"");
        assertThat(byAccept.text()).isEqualTo("block");
        assertThat(byAccept.header("Content-Location")).isEqualTo("/ipfs/" + cid + "?format=raw");
    }

    @Test
    void servesACar() {
        Cid cid = stubs.coreA.put(text("as a car"));
        Api.Answer answer = get("/ipfs/" + cid + "?format=car&dag-scope=entity");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/vnd.ipld.car; version=1; order=dfs; dups=n");
        assertThat(answer.header("Accept-Ranges")).isEqualTo("none");
        assertThat(answer.header("Etag")).startsWith("W/\"" + cid + ".car.");
        assertThat(stubs.coreA.lastUri).endsWith("?view=car&dag-scope=entity");
    }

    @ParameterizedTest
    @CsvSource({
        "/ipfs/notacid, 400",
        "/ipfs/, 400",
        "/ipfs/%s?format=tar, 406",
        "/ipfs/%s?format=car&car-version=2, 406",
        "/ipfs/%s?format=car&dag-scope=some, 400",
        "/ipfs/%s?format=car&entity-bytes=0:1, 501",
        "/ipfs/%s/a%%2F..%%2Fb/%%2e%%2e, 400",
        "/ipfs/%s/%%ff, 400"
    })
    void refusesWhatItDoesNotServe(String path, int status) {
        Cid cid = stubs.coreA.put(text("refusals"));
        Api.Answer answer = get(path.formatted(cid));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    }

    @Test
    void onlyReads() {
        Api.Answer answer = Api.post("/ipfs/bafkqaaa", "");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void answers404ForWhatNobodyHasAndAsksOnlyOnceInAWhile() {
        // Given
        String path =
                "/ipfs/" + Cid.v1(0x55, io.whypfs.multiformats.Multihash.sha256(text("nobody " + RANDOM.nextLong())));
        awaitBothSeen();

        // When
        Api.Answer first = get(path);
        int asked = stubs.coreA.haveQuestions.get();
        Api.Answer second = get(path);

        // Then
        assertThat(first.status()).isEqualTo(404);
        assertThat(second.status()).isEqualTo(404);
        assertThat(stubs.coreA.haveQuestions.get()).isEqualTo(asked);
        assertThat(get(path, "Cache-Control", "only-if-cached").status()).isEqualTo(412);
    }

    @Test
    void answers404NamingThePathThatIsNotThere() {
        Cid directory = stubs.coreA.putDirectory("holes", List.of());
        Api.Answer answer = get("/ipfs/" + directory + "/missing.txt");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEqualTo("There is no missing.txt here.\n");
    }

    @Test
    void findsABlockThatIsNoRootOnWhicheverCoreHasIt() {
        Cid onB = stubs.coreB.put(text("an inner block on B"));
        assertThat(get("/ipfs/" + onB).text()).isEqualTo("an inner block on B");
    }

    @Test
    void readsFromAnotherCoreWhenTheHomeHasLostTheBlock() {
        // Given
        String key = stubs.auth.userKey();
        String cid = upload(key, "/content/add", file("f", "moved away")).json().getString("cid");
        stubs.coreA.blocks.remove(cid);
        stubs.coreB.blocks.remove(cid);
        stubs.coreB.put(text("moved away"));

        // Then
        assertThat(get("/ipfs/" + cid).text()).isEqualTo("moved away");
    }

    @Test
    void names503TheHomeThatIsDown() {
        // Given
        String cid = upload(stubs.auth.userKey(), "/content/add", file("f", "home is down"))
                .json()
                .getString("cid");
        StubCore home = stubs.coreA.blocks.containsKey(cid) ? stubs.coreA : stubs.coreB;
        home.down();

        // When
        Api.Answer answer = get("/ipfs/" + cid);

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).contains(home.id.toString());
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        home.up();
        await().untilAsserted(() -> assertThat(get("/ipfs/" + cid).status()).isEqualTo(200));
    }

    @Test
    void neverEndsACutReadAsIfItWereWhole() {
        // Given
        byte[] large = new byte[300_000];
        RANDOM.nextBytes(large);
        Cid cid = stubs.coreA.put(large);
        stubs.coreA.cutsReads = true;

        // Then
        assertThatThrownBy(() -> get("/ipfs/" + cid + "?filename=a.pdf"))
                .hasRootCauseInstanceOf(java.io.IOException.class);
    }

    @Test
    void triesAnotherCoreWhenAShortReadIsCut() {
        // Given
        byte[] small = text("on both cores " + RANDOM.nextLong());
        stubs.coreA.put(small);
        Cid cid = stubs.coreB.put(small);
        awaitBothSeen();
        stubs.coreA.cutsReads = true;

        // Then
        assertThat(get("/ipfs/" + cid).bytes()).isEqualTo(small);
    }

    @Test
    void streamsALargeFileBitForBit() {
        byte[] large = new byte[20 << 20];
        RANDOM.nextBytes(large);
        Cid cid = stubs.coreB.put(large);
        assertThat(get("/ipfs/" + cid).bytes()).isEqualTo(large);
    }

    @Test
    void answersOptions() {
        Api.Answer answer =
                Api.send(Api.request("/ipfs/bafkqaaa").method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    /** Until no core is passed over for an earlier failure. */
    private void awaitBothSeen() {
        await().until(() -> {
            Cid onA = stubs.coreA.put(text("probe A " + RANDOM.nextLong()));
            Cid onB = stubs.coreB.put(text("probe B " + RANDOM.nextLong()));
            return get("/ipfs/" + onA).status() == 200 && get("/ipfs/" + onB).status() == 200;
        });
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
