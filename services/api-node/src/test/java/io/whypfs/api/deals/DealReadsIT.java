package io.whypfs.api.deals;

import static io.whypfs.api.stub.Api.Part.file;
import static io.whypfs.api.stub.Api.as;
import static io.whypfs.api.stub.Api.get;
import static io.whypfs.api.stub.Api.upload;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.whypfs.api.facts.ToldFacts;
import io.whypfs.api.stub.Api;
import io.whypfs.api.stub.Neighbours;
import io.whypfs.api.stub.Stubs;
import io.whypfs.events.DealChanged;
import jakarta.inject.Inject;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(60)
class DealReadsIT {

    @Inject
    Stubs stubs;

    @Inject
    DataSource dataSource;

    private String key = "";
    private int user;
    private long content;
    private String cid = "";
    private UUID bucket = new UUID(0, 0);
    private DealChanged active = ToldFacts.change(bucket, 1, bucket, "f0", "planned");
    private DealChanged transferring = active;
    private DealChanged rejected = active;

    @BeforeEach
    void aContentWithThreeDeals() {
        stubs.up();
        key = stubs.auth.userKey();
        user = as(key, "GET", "/viewer").json().getInteger("id");
        JsonObject added =
                upload(key, "/content/add", file("a.txt", "deals " + user)).json();
        content = added.getLong("estuaryId");
        cid = added.getString("cid");
        ToldFacts facts = new ToldFacts(dataSource);
        bucket = facts.readyBucket(null, stubs.coreA.id, content);
        active = facts.deal(
                bucket,
                "f01000",
                "planned",
                "proposing",
                "accepted",
                "transferring",
                "transferred",
                "published",
                "sealing",
                "active");
        transferring = facts.deal(bucket, "f01001", "planned", "proposing", "accepted", "transferring");
        rejected = facts.deal(bucket, "f01002", "planned", "proposing", "rejected");
        stubs.dealMaker.ofBuckets.put(
                bucket,
                new JsonObject()
                        .put("target", 6)
                        .put("why", "Two deals are live.")
                        .put("next", "Four are proposed.")
                        .put(
                                "deals",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("uuid", transferring.deal().toString())
                                                .put("id", transferring.dealId())
                                                .put("state", "transferring")
                                                .put("since", "2026-11-24T10:00:43Z")
                                                .put("why", "It fetches.")
                                                .put("next", "It fetches the rest.")
                                                .put("bytesServed", 1234))));
        stubs.dealMaker.transitions.put(
                active.deal(),
                new JsonArray()
                        .add(new JsonObject().put("state", "sealing").put("epoch", 700))
                        .add(new JsonObject().put("state", "active").put("epoch", 777)));
        stubs.dealMaker.deals.put(
                active.deal(),
                new JsonObject()
                        .put("providerCollateral", "12345")
                        .put("uuid", active.deal().toString()));
    }

    @Test
    void showsTheDealsOfAContentWithItsStatusInV1sShape() {
        // When
        JsonObject status = as(key, "GET", "/content/status/" + content).json();

        // Then
        assertThat(status.getInteger("failuresCount")).isEqualTo(1);
        assertThat(status.getString("bucket")).isEqualTo(bucket.toString());
        JsonArray deals = status.getJsonArray("deals");
        assertThat(deals).hasSize(3);
        JsonObject first = deals.getJsonObject(0);
        assertThat(first.fieldNames()).containsExactly("deal", "transfer", "onChainState");
        JsonObject deal = first.getJsonObject("deal");
        assertThat(deal.fieldNames())
                .containsExactly(
                        "ID",
                        "CreatedAt",
                        "UpdatedAt",
                        "DeletedAt",
                        "content",
                        "user_id",
                        "propCid",
                        "dealUuid",
                        "miner",
                        "dealId",
                        "failed",
                        "verified",
                        "slashed",
                        "failedAt",
                        "dtChan",
                        "transferStarted",
                        "transferFinished",
                        "onChainAt",
                        "sealedAt",
                        "deal_protocol_version",
                        "miner_version");
        assertThat(deal.getLong("ID")).isEqualTo(active.dealId());
        assertThat(deal.getLong("content")).isEqualTo(content);
        assertThat(deal.getInteger("user_id")).isEqualTo(user);
        assertThat(deal.getString("miner")).isEqualTo("f01000");
        assertThat(deal.getLong("dealId")).isEqualTo(active.chainDealId());
        assertThat(deal.getString("propCid")).isEqualTo(active.proposalCid());
        assertThat(deal.getString("transferStarted")).isEqualTo("2026-11-24T10:00:43Z");
        assertThat(deal.getString("sealedAt")).isEqualTo("2026-11-24T10:00:47Z");
        assertThat(deal.getString("failedAt")).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(first.getJsonObject("onChainState").getLong("sectorStartEpoch"))
                .isEqualTo(777);
        JsonObject second = deals.getJsonObject(1);
        assertThat(second.getJsonObject("deal").getString("onChainAt")).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(second.getJsonObject("transfer").getInteger("status")).isEqualTo(1);
        assertThat(second.getJsonObject("transfer").getLong("sent")).isEqualTo(1234);
        assertThat(second.getJsonObject("transfer").getString("baseCid")).isEqualTo("bafyroot");
        assertThat(second.getValue("onChainState")).isNull();
        assertThat(deals.getJsonObject(2).getJsonObject("deal").getBoolean("failed"))
                .isTrue();
    }

    @Test
    void leavesOutWhatTheChainHasWhileTheDealMakerIsSilent() {
        // Given
        stubs.dealMaker.down();

        // When
        Api.Answer answer = as(key, "GET", "/deals/status/" + active.dealId());

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getValue("onChainState")).isNull();
        assertThat(answer.json().getJsonObject("deal").getLong("dealId")).isEqualTo(active.chainDealId());
        assertThat(as(key, "GET", "/deals/info/" + active.chainDealId()).status())
                .isEqualTo(503);
    }

    @Test
    void findsADealByItsNumberProposalAndTransfer() {
        String uuid = active.deal().toString();
        for (String path : new String[] {
            "/deals/status/" + active.dealId(),
            "/deals/status/by-proposal/" + active.proposalCid(),
            "/deals/status-by-proposal/" + active.proposalCid()
        }) {
            assertThat(as(key, "GET", path).json().getJsonObject("deal").getString("dealUuid"))
                    .as(path)
                    .isEqualTo(uuid);
        }
        assertThat(as(key, "GET", "/deals/transfer/status/" + uuid).json().getInteger("status"))
                .isEqualTo(6);
        JsonObject running = as(key, "GET", "/deals/transfer/in-progress").json();
        assertThat(running.fieldNames()).containsExactly(transferring.deal().toString());
        assertThat(as(stubs.auth.userKey(), "GET", "/deals/status/" + active.dealId())
                        .reason())
                .isEqualTo("ERR_RECORD_NOT_FOUND");
    }

    @Test
    void showsAProposalAndTheDealOnTheChain() {
        // When
        JsonObject signed =
                as(key, "GET", "/deals/proposal/" + active.proposalCid()).json();
        JsonObject onChain =
                as(key, "GET", "/deals/info/" + active.chainDealId()).json();

        // Then
        JsonObject proposal = signed.getJsonObject("Proposal");
        assertThat(proposal.fieldNames())
                .containsExactly(
                        "PieceCID",
                        "PieceSize",
                        "VerifiedDeal",
                        "Client",
                        "Provider",
                        "Label",
                        "StartEpoch",
                        "EndEpoch",
                        "StoragePricePerEpoch",
                        "ProviderCollateral",
                        "ClientCollateral");
        assertThat(proposal.getJsonObject("PieceCID").getString("/")).isEqualTo("baga6piece");
        assertThat(proposal.getString("Label")).isEqualTo("bafyroot");
        assertThat(proposal.getString("ProviderCollateral")).isEqualTo("12345");
        assertThat(signed.getValue("ClientSignature")).isNull();
        assertThat(onChain.getJsonObject("Proposal")).isEqualTo(proposal);
        assertThat(onChain.getJsonObject("State").getLong("SectorStartEpoch")).isEqualTo(777);
    }

    @Test
    void listsContentsWithDealsAndFailures() {
        // Given
        upload(key, "/content/add", file("b.txt", "without deals " + user));

        // When
        JsonArray contents = as(key, "GET", "/content/deals?limit=5&offset=0").list();
        JsonArray ofContent = as(key, "GET", "/content/failures/" + content).list();
        JsonArray own = as(key, "GET", "/deals/failures").list();
        JsonArray earlier =
                as(key, "GET", "/deals/failures?before=2026-11-24T00:00:00Z").list();

        // Then
        assertThat(contents).hasSize(1);
        assertThat(contents.getJsonObject(0).getLong("id")).isEqualTo(content);
        assertThat(contents.getJsonObject(0).getInteger("aggregatedFiles")).isZero();
        assertThat(ofContent).hasSize(1);
        JsonObject failure = ofContent.getJsonObject(0);
        assertThat(failure.fieldNames())
                .containsExactly(
                        "ID",
                        "CreatedAt",
                        "UpdatedAt",
                        "DeletedAt",
                        "miner",
                        "deal_uuid",
                        "phase",
                        "message",
                        "content",
                        "minerVersion",
                        "user_id",
                        "deal_protocol_version");
        assertThat(failure.getString("phase")).isEqualTo("propose");
        assertThat(failure.getString("message")).isEqualTo("Why rejected.");
        assertThat(failure.getLong("content")).isEqualTo(content);
        assertThat(own).hasSize(1);
        assertThat(earlier).isEmpty();
        assertThat(as(key, "GET", "/deals/failures?before=yesterday").status()).isEqualTo(400);
        assertThat(get("/public/deals/failures").list().stream().map(one -> ((JsonObject) one).getString("deal_uuid")))
                .contains(rejected.deal().toString());
    }

    @Test
    void showsWithACidTheDealsThatAreOnTheChain() {
        JsonArray found = as(key, "GET", "/content/by-cid/" + cid).list();
        JsonArray deals = found.getJsonObject(0).getJsonArray("deals");
        assertThat(deals).hasSize(1);
        assertThat(deals.getJsonObject(0).getLong("ID")).isEqualTo(active.dealId());
    }
}
