package io.whypfs.deals.choice;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The answer to a {@link ChoiceQuestion}.
 *
 * @param question all that it was made from
 * @param chosen in the order of the draw; at most as many as were wanted
 * @param excluded every other candidate, with one sentence why, in the question's order
 */
public record Choice(ChoiceQuestion question, List<Chosen> chosen, SequencedMap<Address, String> excluded) {

    public Choice {
        chosen = List.copyOf(chosen);
        excluded = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(excluded));
    }

    /**
     * A picked provider.
     *
     * @param why one sentence
     * @param pricePerEpoch what its terms ask for the whole piece in each epoch
     */
    public record Chosen(Address provider, String why, TokenAmount pricePerEpoch) {}

    /** Question and answer as JSON, for {@link ProviderChoice#replay}. */
    public String toJson() {
        return ChoiceJson.write(this);
    }
}
