package io.whypfs.deals.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.deals.choice.Choice.Chosen;
import io.whypfs.deals.protocol.ProviderEndpoint;
import io.whypfs.deals.providers.AskSignature;
import io.whypfs.deals.providers.Evidence;
import io.whypfs.deals.providers.OperatorStanding;
import io.whypfs.deals.providers.Provider;
import io.whypfs.deals.providers.Providers;
import io.whypfs.deals.providers.ReachState;
import io.whypfs.deals.providers.TrackRecord;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.ChainEpoch;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.mk12.StorageAsk;
import io.whypfs.filecoin.piece.PieceCid;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChoiceDeskTest {

    private static final long HALF_LIFE = 1000;
    private static final TrackRecord KNOWN =
            new TrackRecord(TrackRecord.NONE.counts(), new TrackRecord.Score(8, 4, 0), 0, TrackRecord.BackOff.NONE);

    /** A registry that holds what it was given. */
    private record Registry(List<Provider> all) implements Providers {

        @Override
        public Optional<Provider> find(Address provider) {
            return all.stream().filter(each -> each.address().equals(provider)).findFirst();
        }

        @Override
        public ProviderEndpoint endpoint(Address provider) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void record(Connection connection, Address provider, long epoch, UUID deal, Evidence evidence) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void theWishForDatacapLooksAtThePriceWithDatacap() {
        // Given: 50 without datacap, 0 with
        ChoiceDesk desk = desk(provider(1, OperatorStanding.neutral, ReachState.answering));

        // When
        Choice verified = desk.choose(need(true, 0, Map.of(), Map.of()));
        Choice unverified = desk.choose(need(false, 0, Map.of(), Map.of()));

        // Then
        assertThat(verified.chosen()).extracting(Chosen::pricePerEpoch).containsExactly(TokenAmount.ZERO);
        assertThat(unverified.excluded())
                .containsEntry(
                        Address.id(1), "It asks 50 attoFIL per GiB and epoch without datacap, above the ceiling of 0.");
    }

    @Test
    void theOperatorsWordComesFirst() {
        // Given
        ChoiceDesk desk = desk(
                provider(1, OperatorStanding.allowed, ReachState.answering),
                provider(2, OperatorStanding.denied, ReachState.answering),
                provider(3, OperatorStanding.neutral, ReachState.answering),
                provider(4, OperatorStanding.allowed, ReachState.silent));

        // When
        Choice choice = desk.choose(need(true, 0, Map.of(), Map.of()));

        // Then
        assertThat(choice.chosen()).extracting(Chosen::provider).containsExactly(Address.id(1));
        assertThat(choice.excluded())
                .containsExactly(
                        Map.entry(Address.id(2), "The operator has denied it: so it is."),
                        Map.entry(Address.id(3), "It is not on the operator's allow list."),
                        Map.entry(Address.id(4), "It is silent."));
    }

    @Test
    void whatIsTakenAndUnderWayIsHeeded() {
        // Given
        ChoiceDesk desk = desk(
                provider(1, OperatorStanding.neutral, ReachState.answering),
                provider(2, OperatorStanding.neutral, ReachState.answering),
                provider(3, OperatorStanding.neutral, ReachState.answering));

        // When
        Choice choice = desk.choose(need(
                true,
                0,
                Map.of(Address.id(1), "It has deal 7 of this piece."),
                Map.of(Address.id(2), 2, Address.id(3), 1)));

        // Then
        assertThat(choice.chosen()).extracting(Chosen::provider).containsExactly(Address.id(3));
        assertThat(choice.excluded())
                .containsExactly(
                        Map.entry(Address.id(1), "It has deal 7 of this piece."),
                        Map.entry(Address.id(2), "It has 2 deals under way, and the limit is 2 for one provider."));
    }

    @Test
    void evidenceHasFadedByTheTimeOfTheQuestion() {
        // When
        Choice choice = desk(provider(1, OperatorStanding.neutral, ReachState.answering))
                .choose(need(true, 2 * HALF_LIFE, Map.of(), Map.of()));

        // Then: a quarter of 8 and of 4 is left
        assertThat(choice.question().candidates().getFirst().evidence())
                .isEqualTo(new ChoiceQuestion.Evidence(2000, 1000, 0, 0, ""));
    }

    private static ChoiceDesk desk(Provider... providers) {
        return new ChoiceDesk(new Registry(List.of(providers)), new ChoicePolicy(2, true), HALF_LIFE);
    }

    private static PieceNeed need(
            boolean verified, long epoch, Map<Address, String> taken, Map<Address, Integer> inFlight) {
        return new PieceNeed(
                PieceCid.parse(Questions.PIECE),
                Questions.SIZE,
                verified,
                TokenAmount.ZERO,
                6,
                epoch,
                42,
                taken,
                inFlight);
    }

    private static Provider provider(long id, OperatorStanding standing, ReachState reach) {
        StorageAsk ask = new StorageAsk(
                Address.id(id),
                TokenAmount.ofAttoFil(50),
                1,
                new ChainEpoch(100_000),
                new ChainEpoch(0),
                1L << 35,
                256,
                TokenAmount.ZERO);
        Provider.OnChain chain = new Provider.OnChain(
                Address.id(id + 100), Address.id(id + 200), Optional.empty(), List.of(), List.of(), 1L << 35, true, 0);
        return new Provider(
                Address.id(id),
                Optional.of(chain),
                Optional.of(new Provider.Terms(ask, AskSignature.good, 0)),
                standing,
                "so it is.",
                new Provider.Reach(reach, "It is " + reach + ".", 0, 0, 60),
                KNOWN);
    }
}
