package io.whypfs.corenode.pieces.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class TransferGateTest {

    @Test
    void boundsTransfersInAllAndPerDeal() {
        // Given
        TransferGate gate = new TransferGate(3, 2);
        UUID greedy = UUID.randomUUID();
        UUID modest = UUID.randomUUID();
        TransferGate.Pass first = gate.enter(greedy).orElseThrow();
        assertThat(gate.enter(greedy)).isPresent();

        // When, Then
        assertThat(gate.enter(greedy)).isEmpty();
        TransferGate.Pass third = gate.enter(modest).orElseThrow();
        assertThat(gate.enter(UUID.randomUUID())).isEmpty();
        assertThat(gate.running()).isEqualTo(3);

        third.close();
        assertThat(gate.enter(greedy)).isEmpty();
        first.close();
        assertThat(gate.enter(greedy)).isPresent();
        assertThat(gate.running()).isEqualTo(2);
    }
}
