package io.whypfs.api.storageproviders;

import static io.whypfs.api.stub.Api.as;
import static io.whypfs.api.stub.Api.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.whypfs.api.facts.ToldFacts;
import io.whypfs.api.stub.Api;
import io.whypfs.api.stub.Neighbours;
import io.whypfs.api.stub.Stubs;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(60)
class ProvidersIT {

    private static final String ACCOUNT = "f1d2xrzcslx7xlbbylc5c3d5lvandqw4iwl6epxba";

    @Inject
    Stubs stubs;

    @Inject
    DataSource dataSource;

    private String admin = "";

    @BeforeEach
    void anAdministratorAndAProvider() {
        stubs.up();
        admin = stubs.auth.key(100, false);
        stubs.dealMaker.providers.clear();
        stubs.dealMaker.lastWishes.clear();
        stubs.dealMaker.provider("f03000");
    }

    @Test
    void showsProvidersToEverybodyInV1sShape() {
        // Given
        stubs.dealMaker.provider("f03001").put("standing", "denied").put("standingReason", "It lies.");

        // When
        JsonArray miners = get("/public/miners").list();

        // Then
        JsonObject denied = miners.stream()
                .map(JsonObject.class::cast)
                .filter(miner -> miner.getString("addr").equals("f03001"))
                .findFirst()
                .orElseThrow();
        assertThat(denied.getBoolean("suspended")).isTrue();
        assertThat(denied.getString("suspendedReason")).isEqualTo("It lies.");
        assertThat(denied.getJsonObject("chain_info").getString("owner")).isEqualTo("f0100");
        assertThat(denied.getJsonObject("chain_info").getJsonArray("addresses"))
                .containsExactly("/ip4/127.0.0.1/tcp/7000/http");
        JsonObject ask = get("/public/miners/storage/query/f03000").json();
        assertThat(ask.encode())
                .isEqualTo("{\"miner\":\"f03000\",\"price\":\"500000000\",\"verifiedPrice\":\"0\",\"minPieceSize\":256,"
                        + "\"maxPieceSize\":34359738368,\"miner_version\":\"\"}");
        assertThat(as(stubs.auth.userKey(), "GET", "/deals/query/f03000").json())
                .isEqualTo(ask);
    }

    @Test
    void countsAndListsTheDealsWithAProvider() {
        // Given
        ToldFacts facts = new ToldFacts(dataSource);
        UUID bucket = facts.readyBucket(null, stubs.coreA.id);
        facts.deal(bucket, "f03000", "planned", "proposing", "accepted", "published", "active");
        facts.deal(bucket, "f03000", "planned", "proposing", "accepted", "failed");

        // When
        JsonObject stats = get("/public/miners/stats/f03000").json();
        JsonArray deals = get("/public/miners/deals/f03000").list();
        JsonArray good = get("/public/miners/deals/f03000?ignore-failed=1").list();
        JsonArray failures = get("/public/miners/failures/f03000").list();

        // Then
        assertThat(stats.getBoolean("usedByEstuary")).isTrue();
        assertThat(stats.getInteger("dealCount")).isEqualTo(deals.size());
        assertThat(stats.getInteger("errorCount")).isEqualTo(failures.size());
        assertThat(stats.getJsonObject("chainInfo").getString("worker")).isEqualTo("f0101");
        assertThat(deals.getJsonObject(0).getBoolean("failed")).isTrue();
        assertThat(deals.getJsonObject(0).getString("contentCid")).isEqualTo("bafyroot");
        assertThat(good).hasSize(deals.size() - failures.size());
        assertThat(failures.getJsonObject(0).getString("phase")).isEqualTo("data-transfer");
        assertThat(failures.getJsonObject(0).getLong("user_id")).isZero();
    }

    @Test
    void saysWhatItDoesNotKnowOfAProvider() {
        // Given
        stubs.dealMaker.provider("f03002").putNull("ask");

        // When, Then
        assertThat(get("/public/miners/stats/f09999").text())
                .isEqualTo(
                        "{\"miner\":\"f09999\",\"name\":\"\",\"version\":\"\",\"usedByEstuary\":false,\"dealCount\":0,"
                                + "\"errorCount\":0,\"suspended\":false,\"suspendedReason\":\"\",\"chainInfo\":null}\n");
        assertThat(get("/public/miners/storage/query/f09999").status()).isEqualTo(404);
        assertThat(get("/public/miners/storage/query/f03002").details())
                .isEqualTo("f03002 has told no ask yet, so nobody knows its price. It answered.");
        assertThat(get("/public/miners/stats/none").status()).isEqualTo(400);
        stubs.dealMaker.down();
        assertThat(get("/public/miners").status()).isEqualTo(503);
        assertThat(get("/public/miners/deals/f03000").status()).isEqualTo(200);
    }

    @Test
    void letsAdministratorsSteerProviders() {
        // When
        Api.Answer added = send("POST", "/admin/providers", "{\"address\":\"f03003\"}");
        Api.Answer denied =
                send("PUT", "/admin/providers/f03003/standing", "{\"standing\":\"denied\",\"reason\":\"It lies.\"}");

        // Then
        assertThat(added.json().getString("address")).isEqualTo("f03003");
        assertThat(denied.json().getString("standing")).isEqualTo("denied");
        assertThat(as(admin, "GET", "/admin/providers").list()).hasSize(2);
        assertThat(as(admin, "GET", "/admin/providers/f03003").json().getString("standingReason"))
                .isEqualTo("It lies.");
        assertThat(as(admin, "GET", "/admin/providers/f03003/evidence").list()).hasSize(1);
        assertThat(send("PUT", "/admin/providers/f03003/standing", "{\"standing\":\"liked\"}")
                        .details())
                .isEqualTo("The field standing is allowed, denied or neutral.");
        assertThat(send("PUT", "/admin/providers/f09999/standing", "{\"standing\":\"denied\"}")
                        .details())
                .isEqualTo("The storage provider f09999 is not known.");
        assertThat(as(stubs.auth.userKey(), "GET", "/admin/providers").status()).isEqualTo(403);
    }

    @Test
    void showsAPrivateKeyOnlyWhenTheAddressIsSaidTwice() {
        // When
        Api.Answer unsure = as(admin, "POST", "/admin/wallet/" + ACCOUNT + "/export");
        Api.Answer sure = as(admin, "POST", "/admin/wallet/" + ACCOUNT + "/export?confirm=" + ACCOUNT);

        // Then
        assertThat(unsure.status()).isEqualTo(400);
        assertThat(unsure.details()).contains("?confirm=");
        assertThat(sure.json().getString("key")).isEqualTo("7b2254797065");
        assertThat(as(stubs.auth.userKey(), "POST", "/admin/wallet/" + ACCOUNT + "/export?confirm=" + ACCOUNT)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void passesWhatAnAdministratorWantsOfTheWallet() {
        assertThat(as(admin, "GET", "/admin/wallet").list().getJsonObject(0).getString("address"))
                .isEqualTo(ACCOUNT);
        assertThat(as(admin, "POST", "/admin/wallet/create").json().getString("type"))
                .isEqualTo("secp256k1");
        assertThat(send("POST", "/admin/wallet/import", "{\"key\":\"7b22\"}").status())
                .isEqualTo(200);
        assertThat(send("POST", "/admin/wallet/import", "{\"key\":\"known\"}").status())
                .isEqualTo(409);
        assertThat(send("PUT", "/admin/wallet/default", "{\"address\":\"" + ACCOUNT + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(send("PUT", "/admin/wallet/default", "{\"address\":\"f1unknown\"}")
                        .details())
                .isEqualTo("The wallet has no such account.");
    }

    @Test
    void startsAndStopsTheMakingOfDeals() {
        // When
        Api.Answer stopped = send("PUT", "/admin/deal-making", "{\"enabled\":false,\"reason\":\"The wallet moves.\"}");

        // Then
        assertThat(stopped.json().getBoolean("working")).isFalse();
        assertThat(stubs.dealMaker.lastWishes.get("/internal/v1/deal-making").getString("reason"))
                .isEqualTo("The wallet moves.");
        assertThat(as(admin, "GET", "/admin/deal-making").json().getString("network"))
                .isEqualTo("whypfs-devnet");
        assertThat(send("PUT", "/admin/deal-making", "{\"enabled\":true}").details())
                .startsWith("The field reason");
        assertThat(send("PUT", "/admin/deal-making", "{}").details()).startsWith("The field enabled");
    }

    private Api.Answer send(String method, String path, String body) {
        return Api.send(Api.request(path, "Authorization", "Bearer " + admin)
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }
}
