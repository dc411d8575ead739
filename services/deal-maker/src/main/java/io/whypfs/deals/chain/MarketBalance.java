package io.whypfs.deals.chain;

import io.whypfs.filecoin.market.TokenAmount;

/**
 * What the storage market holds for an address.
 *
 * @param escrow all of it
 * @param locked the part that published deals hold
 */
public record MarketBalance(TokenAmount escrow, TokenAmount locked) {

    public static final MarketBalance ZERO = new MarketBalance(TokenAmount.ZERO, TokenAmount.ZERO);

    /** What new deals can lock. */
    public TokenAmount available() {
        return escrow.minus(locked);
    }
}
