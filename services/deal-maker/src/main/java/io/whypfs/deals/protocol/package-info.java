/**
 * How a deal is offered to a provider and asked about, whatever carries the messages.
 *
 * <p>A {@link io.whypfs.deals.protocol.ProviderEndpoint} is made from what the chain says about a provider. A
 * {@link io.whypfs.deals.protocol.DealProtocol} that speaks to it sends the messages of MK 1.2 and sorts what comes back
 * into sealed replies; the most important line runs between an offer that surely did not arrive and one that may have. A
 * refusal's free text becomes a {@link io.whypfs.deals.protocol.RejectionClass}, which says what to do.
 * {@link io.whypfs.deals.protocol.Mk12OverHttps} is the one protocol so far; libp2p joins later. Addresses inside one's own
 * network are refused unless the settings allow them.
 */
@NullMarked
package io.whypfs.deals.protocol;

import org.jspecify.annotations.NullMarked;
