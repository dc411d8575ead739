package io.whypfs.deals.deals;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;

/**
 * What was settled about a deal when its provider was chosen.
 *
 * @param client the wallet that pays
 * @param verified whether datacap pays
 * @param pricePerEpoch for the whole piece
 * @param attempt counts the bucket's deals with this provider, from 1
 */
public record Terms(Address client, boolean verified, TokenAmount pricePerEpoch, int attempt, Adjustment adjustment) {}
