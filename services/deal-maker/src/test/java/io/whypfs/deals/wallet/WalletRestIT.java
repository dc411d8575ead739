package io.whypfs.deals.wallet;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.whypfs.deals.DealsBackends;
import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainConfig;
import io.whypfs.deals.chain.ChainException.NoNode;
import io.whypfs.deals.chain.ChainStatus;
import io.whypfs.deals.funds.Funds;
import io.whypfs.deals.funds.FundsConfig;
import io.whypfs.deals.funds.Standing;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The wallet in the running service, without a chain. */
@QuarkusTest
@QuarkusTestResource(DealsBackends.class)
@Timeout(120)
class WalletRestIT {

    private static final String PATH = "/internal/v1/wallet";
    private static final String ADDRESS = "f1d2xrzcslx7xlbbylc5c3d5lvandqw4iwl6epxba";
    private static final String KEY =
            "7b2254797065223a22736563703235366b31222c22507269766174654b6579223a2238566357303741447"
                    + "377533442563263786935726e4961645673795444446859314e66444831395438556f3d227d";
    private static final String BLS =
            "{\\\"Type\\\":\\\"bls\\\",\\\"PrivateKey\\\":" + "\\\"0x7Y0GGX92MeWBF9mcWuR5EYPxe2dy60r8XIQOD31BI=\\\"}";

    @Inject
    Wallet wallet;

    @Inject
    Chain chain;

    @Inject
    ChainStatus status;

    @Inject
    Funds funds;

    @Inject
    ChainConfig chainConfig;

    @Inject
    WalletConfig walletConfig;

    @Inject
    FundsConfig fundsConfig;

    @Test
    void aWalletWasMadeAtTheStartAndSaysThatThereIsNoChain() throws Exception {
        Address first = wallet.accounts().getFirst().address();

        inside().get(PATH)
                .then()
                .statusCode(200)
                .body("address", hasItem(first.toString()))
                .body("type", hasItem("secp256k1"))
                .body("default", hasItem(true))
                .body("[0].balance", nullValue())
                .body("[0].why", startsWith("No chain node is configured; set whypfs.chain.url."));
        assertThatThrownBy(chain::head).isInstanceOf(NoNode.class);
        assertThat(status.standing().works()).isFalse();
        assertThat(funds.check(first, TokenAmount.ofAttoFil(1), false, PaddedPieceSize.SMALLEST))
                .isInstanceOfSatisfying(
                        Standing.Short.class, lack -> assertThat(lack.why()).contains("No chain node is configured"));
    }

    @Test
    void keysComeInGoOutAndBecomeTheDefault() throws Exception {
        // When
        inside().body("{\"key\":\"" + KEY + "\"}")
                .post(PATH + "/import")
                .then()
                .statusCode(201)
                .body("address", equalTo(ADDRESS));
        inside().post(PATH + "/create").then().statusCode(201).body("address", startsWith("f1"));
        Address before = wallet.defaultAddress();
        inside().body("{\"address\":\"" + ADDRESS + "\"}")
                .put(PATH + "/default")
                .then()
                .statusCode(200)
                .body("default", equalTo(true));

        // Then
        assertThat(wallet.defaultAddress()).hasToString(ADDRESS);
        inside().post(PATH + "/" + ADDRESS + "/export").then().statusCode(200).body("key", equalTo(KEY));
        inside().body("{\"address\":\"" + before + "\"}")
                .put(PATH + "/default")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | bad-input | lotus wallet export",
                "{\"key\":\"nonsense\"} | bad-input | no exported key",
                "{\"key\":\"7b7d\"} | bad-input | no exported key",
            })
    void saysWhatIsWrongWithAKey(String body, String slug, String words) {
        inside().body(body)
                .post(PATH + "/import")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:whypfs:problem:" + slug))
                .body("detail", containsString(words));
    }

    @Test
    void takesNoBlsKey() {
        inside().body("{\"key\":\"" + BLS + "\"}")
                .post(PATH + "/import")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:whypfs:problem:unsupported-key"));
    }

    @Test
    void doesNotKnowForeignAccounts() {
        inside().post(PATH + "/f05/export")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:whypfs:problem:unknown-account"));
        inside().body("{\"address\":\"f1nonsense\"}")
                .put(PATH + "/default")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:whypfs:problem:bad-input"));
        given().get(PATH).then().statusCode(401);
    }

    @Test
    void itsJobIsThereAndMetersAreTold() {
        inside().get("/internal/v1/jobs/funds").then().statusCode(200).body("name", equalTo("funds"));
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(allOf(containsString("whypfs_chain_head_epoch"), containsString("whypfs_chain_works 0")));
    }

    @Test
    void itsSettingsHaveTheseDefaults() {
        assertThat(chainConfig.url()).isEmpty();
        assertThat(chainConfig.token()).isEmpty();
        assertThat(chainConfig.network()).isEqualTo("mainnet");
        assertThat(chainConfig.genesis()).isEmpty();
        assertThat(chainConfig.epoch()).isEmpty();
        assertThat(chainConfig.timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(chainConfig.attempts()).isEqualTo(3);
        assertThat(chainConfig.retryPause()).isEqualTo(Duration.ofMillis(250));
        assertThat(chainConfig.longestPause()).isEqualTo(Duration.ofSeconds(10));
        assertThat(chainConfig.maxAnswer().asLongValue()).isEqualTo(16L << 20);
        assertThat(chainConfig.behindAfterEpochs()).isEqualTo(10);
        assertThat(chainConfig.clockSkew()).isEqualTo(Duration.ofSeconds(10));
        assertThat(chainConfig.identityCheck()).isEqualTo(Duration.ofMinutes(5));
        assertThat(chainConfig.messageLookBack()).isEqualTo(-1);
        assertThat(walletConfig.create()).isTrue();
        assertThat(walletConfig.faucetUrl()).isEmpty();
        assertThat(fundsConfig.reserve()).isEqualTo(TokenAmount.ZERO);
        assertThat(fundsConfig.ahead()).isEqualTo(6);
        assertThat(fundsConfig.dailyTopUp().toFil()).isEqualTo("10 FIL");
        assertThat(fundsConfig.dailySpend().toFil()).isEqualTo("10 FIL");
        assertThat(fundsConfig.maxFee().toFil()).isEqualTo("0.07 FIL");
        assertThat(fundsConfig.confidence()).isEqualTo(5);
        assertThat(fundsConfig.largeAmount().toFil()).isEqualTo("100 FIL");
        assertThat(fundsConfig.largeConfidence()).isEqualTo(900);
        assertThat(fundsConfig.replaceAfterEpochs()).isEqualTo(20);
        assertThat(fundsConfig.needLifeEpochs()).isEqualTo(240);
        assertThat(fundsConfig.faucetEveryEpochs()).isEqualTo(20);
    }

    private static RequestSpecification inside() {
        return given().header("Whypfs-Internal", DealsBackends.TOKEN).contentType("application/json");
    }
}
