package io.whypfs.deals.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.deals.protocol.RejectionClass.Action;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every phrase of the table of refusals, in sentences as Boost and Curio write them. */
class RejectionClassTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failed validation: invalid signature | SIGNATURE | STOP_AND_ALARM",
                "deal proposal signature could not be checked | SIGNATURE | STOP_AND_ALARM",
                "failed validation: proposed provider collateral 9 below minimum 10 | COLLATERAL | REFRESH_COLLATERAL",
                "failed validation: proposed provider collateral 9 above maximum 8 | COLLATERAL | REFRESH_COLLATERAL",
                "failed validation: client available funds in escrow 3 not enough to meet storage cost for deal 4 | FUNDS | TOP_UP",
                "balance not enough | FUNDS | TOP_UP",
                "failed validation: verified deal DataCap 5 too small for proposed piece size 8 | DATACAP | UNVERIFIED_OR_OTHER_WALLET",
                "node error fetching verified data cap: data cap missing -- client not verified | DATACAP | UNVERIFIED_OR_OTHER_WALLET",
                "failed validation: client is not a verified client | DATACAP | UNVERIFIED_OR_OTHER_WALLET",
                "failed validation: storage price per epoch less than asking price: 1 < 2 | ASK_CHANGED | ASK_AGAIN",
                "failed validation: piece size less than minimum required size: 1 < 2 | ASK_CHANGED | ASK_AGAIN",
                "failed validation: piece size more than maximum allowed size: 2 > 1 | ASK_CHANGED | ASK_AGAIN",
                "failed validation: cannot seal a sector before 900 | START_TOO_EARLY | START_LATER",
                "failed validation: deal start epoch is too far in the future | START_TOO_LATE | START_EARLIER",
                "failed validation: deal start epoch 5 has already elapsed (current epoch: 6) | STALE | REBUILD",
                "miner is not considering online storage deals | KIND_NOT_TAKEN | EXCLUDE_FOR_KIND",
                "offline deals are not allowed on this provider | KIND_NOT_TAKEN | EXCLUDE_FOR_KIND",
                "miner is not accepting verified storage deals | KIND_NOT_TAKEN | EXCLUDE_FOR_KIND",
                "miner is not accepting unverified storage deals | KIND_NOT_TAKEN | EXCLUDE_FOR_KIND",
                "deal data CID is blocklisted | BLOCKLISTED | EXCLUDE_FOR_PIECE",
                "client not allowed by provider | NOT_ALLOWED | EXCLUDE_FOR_DAYS",
                "client is not on the allow list | NOT_ALLOWED | EXCLUDE_FOR_DAYS",
                "CIDGravity: no client in this range | NOT_ALLOWED | EXCLUDE_FOR_DAYS",
                "deal rejected due to backpressure. Please retry in some time. | BUSY | RETRY_LATER",
                "too much to do, please retry in some time | BUSY | RETRY_LATER",
                "deal rejected as maximum allowed deals per hour limit has been reached for the client | BUSY | RETRY_LATER",
                "deal rejected as cumulative size of deals in past 1 hour has reached the maximum | BUSY | RETRY_LATER",
                "failed validation: server error: getting chain head | BUSY | RETRY_LATER",
                "failed validation: server error: validating signature | BUSY | RETRY_LATER",
                "failed validation: 128 doesn't match padded piece size 256 | SIZE_NOT_NATURAL | STOP_AND_ALARM",
                "libp2p URLs are not supported by this provider | TRANSFER_TYPE | STOP_AND_ALARM",
                "deal proposal is identical to deal 7 (proposed at x) | DUPLICATE | TREAT_AS_ACCEPTED",
                "deal has the same uuid as deal 7 | DUPLICATE | TREAT_AS_ACCEPTED",
                "store deal: market deal with the same proposalCID b already exists: 1 | DUPLICATE | TREAT_AS_ACCEPTED",
                "failed validation: deal label can be at most 256 bytes, is 300 | INVALID | STOP_AND_ALARM",
                "Libp2p is disabled for the provider | UNKNOWN | OTHER_PROVIDER",
                "'' | UNKNOWN | OTHER_PROVIDER",
                "Invalid Signatur | UNKNOWN | OTHER_PROVIDER"
            })
    void aTextHasTheClassOfItsFirstPhrase(String message, RejectionClass expected, Action action) {
        // When
        RejectionClass found = RejectionClass.of(message);

        // Then
        assertThat(found).isEqualTo(expected);
        assertThat(found.action()).isEqualTo(action);
    }
}
