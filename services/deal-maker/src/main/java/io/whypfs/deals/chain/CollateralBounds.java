package io.whypfs.deals.chain;

import io.whypfs.filecoin.market.TokenAmount;

/** Bounds of a provider's collateral for one deal. */
public record CollateralBounds(TokenAmount min, TokenAmount max) {}
