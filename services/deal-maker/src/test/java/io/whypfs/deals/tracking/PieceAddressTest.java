package io.whypfs.deals.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.whypfs.deals.deals.DealSamples;
import io.whypfs.filecoin.mk12.Transfer;
import io.whypfs.filecoin.transfer.PieceToken;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PieceAddressTest {

    private static final UUID DEAL = UUID.fromString("2d3a6b1c-6f59-4c39-9d3e-1f0a6f2f9c11");

    private final PieceAddress address = new PieceAddress(URI.create("https://node.example.com/"), "secret");

    @Test
    void transferNamesThePieceAndTheDealsOwnRightToIt() throws Exception {
        // When
        Transfer transfer = address.transfer(DealSamples.PIECE, DEAL, 1234);

        // Then
        assertThat(transfer.type()).isEqualTo("http");
        assertThat(transfer.sizeBytes()).isEqualTo(1234);
        JsonNode json = new ObjectMapper().readTree(transfer.params());
        assertThat(json.path("URL").asText()).isEqualTo("https://node.example.com/pieces/" + DealSamples.PIECE);
        String header = json.path("Headers").path("Authorization").asText();
        assertThat(header).startsWith("Basic ");
        String pair =
                new String(Base64.getDecoder().decode(header.substring("Basic ".length())), StandardCharsets.UTF_8);
        assertThat(pair).startsWith(":");
        assertThat(PieceToken.verify("secret".getBytes(StandardCharsets.UTF_8), DealSamples.PIECE, pair.substring(1)))
                .contains(DEAL);
    }

    @Test
    void ownersTokenIsInTheReadUrl() {
        // When
        String url = address.readUrl(DealSamples.PIECE).orElseThrow();

        // Then
        String token = url.substring(url.indexOf("?token=") + "?token=".length());
        assertThat(url).startsWith("https://node.example.com/pieces/" + DealSamples.PIECE + "?token=");
        assertThat(PieceToken.verify("secret".getBytes(StandardCharsets.UTF_8), DealSamples.PIECE, token))
                .contains(PieceToken.OWNER);
    }

    @Test
    void withoutSecretNobodyGetsRights() {
        // Given
        PieceAddress open = new PieceAddress(URI.create("https://node.example.com"), "");

        // Then
        assertThat(open.readUrl(DealSamples.PIECE)).isEmpty();
        assertThat(open.obstacle())
                .contains("The secret for fetching pieces is not set; set whypfs.pieces.secret as in the core-nodes.");
    }
}
