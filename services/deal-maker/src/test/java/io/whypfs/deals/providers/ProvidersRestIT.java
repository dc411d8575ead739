package io.whypfs.deals.providers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.whypfs.deals.DealsBackends;
import io.whypfs.deals.choice.ChoiceConfig;
import io.whypfs.deals.protocol.ProtocolConfig;
import io.whypfs.filecoin.address.Address;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The registry's routes in the running service, without a chain. */
@QuarkusTest
@QuarkusTestResource(DealsBackends.class)
@Timeout(120)
class ProvidersRestIT {

    private static final String PATH = "/internal/v1/providers";

    @Inject
    ProviderRegistry registry;

    @Inject
    DataSource dataSource;

    @Inject
    ProvidersConfig config;

    @Inject
    ProtocolConfig protocol;

    @Inject
    ChoiceConfig choice;

    @Test
    void aProviderIsTakenUpByEitherNetworksLetter() {
        // When
        inside().body("{\"address\":\"t02000\"}")
                .post(PATH)
                .then()
                .statusCode(200)
                .body("address", equalTo("f02000"))
                .body("standing", equalTo("neutral"))
                .body("usable", equalTo(false))
                .body("why", equalTo("It has not been asked for its terms yet."))
                .body("next", equalTo("The chain and the provider are asked again at epoch 0."))
                .body("reach.state", equalTo("unasked"))
                .body("chain", nullValue())
                .body("ask", nullValue())
                .body("evidence.counts.proposed", equalTo(0));

        // Then
        inside().get(PATH).then().statusCode(200).body("address", hasItem("f02000"));
        inside().get(PATH + "/f02000").then().statusCode(200).body("address", equalTo("f02000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"address\":\"\"}",
                "{\"address\":\"nobody\"}",
                "{\"address\":\"f01x\"}",
                "{\"address\":\"f17uoq6tp427uzv7fztkbsnn64iwotfrristwpryy\"}"
            })
    void whatNamesNoProviderIsBadInput(String body) {
        // When
        inside().body(body).post(PATH).then().statusCode(400).body("type", equalTo("urn:whypfs:problem:bad-input"));
    }

    @Test
    void anUnknownProviderIsNotFound() {
        // When
        inside().get(PATH + "/f0404")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:whypfs:problem:unknown-provider"))
                .body("detail", equalTo("The storage provider f0404 is not in the registry; add it first."));
    }

    @Test
    void theOperatorsWordIsObeyedAndShown() {
        // Given
        registry.add(Address.id(2100), ProviderRegistry.Source.operator);

        // When
        inside().body("{\"standing\":\"denied\",\"reason\":\"It lost two pieces.\"}")
                .put(PATH + "/f02100/standing")
                .then()
                .statusCode(200)
                .body("standing", equalTo("denied"))
                .body("standingReason", equalTo("It lost two pieces."))
                .body("why", equalTo("The operator has denied it: It lost two pieces."));

        // Then
        inside().body("{\"standing\":\"liked\"}")
                .put(PATH + "/f02100/standing")
                .then()
                .statusCode(400)
                .body("detail", containsString("'allowed', 'denied' or 'neutral'"));
        inside().body("{\"standing\":\"neutral\"}")
                .put(PATH + "/f02100/standing")
                .then()
                .statusCode(200);
    }

    @Test
    void evidenceIsShownNewestFirst() throws Exception {
        // Given
        UUID deal = UUID.fromString("00000000-0000-4000-8000-000000000007");
        try (Connection connection = dataSource.getConnection()) {
            registry.record(connection, Address.id(2200), 7, deal, new Evidence.Proposed());
            registry.record(connection, Address.id(2200), 8, deal, new Evidence.Failed("the data did not fit"));
        }

        // When
        inside().get(PATH + "/f02200/evidence")
                .then()
                .statusCode(200)
                .body("kind", equalTo(List.of("failed", "proposed")))
                .body("[0].epoch", equalTo(8))
                .body("[0].text", equalTo("the data did not fit"))
                .body("[0].deal", equalTo(deal.toString()));

        // Then
        inside().get(PATH + "/f02200").then().body("evidence.counts.failed", equalTo(1));
    }

    @Test
    void theRoutesWantTheCredential() {
        given().get(PATH).then().statusCode(401);
    }

    @Test
    void theRefreshIsAJobOfTheService() {
        inside().get("/internal/v1/jobs/provider-refresh")
                .then()
                .statusCode(200)
                .body("schedule", equalTo("PT10S"));
    }

    @Test
    void theSettingsHaveTheirDefaults() {
        assertThat(config.addresses()).isEmpty();
        assertThat(config.refreshInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.refreshEpochs()).isEqualTo(60);
        assertThat(config.refreshParallel()).isEqualTo(8);
        assertThat(config.keepEvents()).isEqualTo(100);
        assertThat(config.halfLifeEpochs()).isEqualTo(40_320);
        assertThat(BackOffPolicy.of(config.backOff()))
                .isEqualTo(new BackOffPolicy(List.of(120L, 720L, 2880L), 120, 720, 8640, 20_160, 10));
        assertThat(protocol.allowPrivateAddresses()).isFalse();
        assertThat(protocol.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(protocol.questionTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(protocol.offerTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(protocol.maxAnswer().asLongValue()).isEqualTo(262_144);
        assertThat(choice.maxInFlight()).isEqualTo(16);
        assertThat(choice.differentOwners()).isTrue();
    }

    private static RequestSpecification inside() {
        return given().header("Whypfs-Internal", DealsBackends.TOKEN).contentType("application/json");
    }
}
