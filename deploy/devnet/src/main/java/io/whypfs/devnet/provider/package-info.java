/**
 * Storage providers with Curio's manners: they take MK 1.2 proposals over plain HTTP, fetch the data themselves, compute
 * the commitment over all of it, publish in batches, seal and prove.
 *
 * <pre>
 *   StoreDoor --OfferCheck--> ProviderDeal(ACCEPTED) --Fetcher--> TRANSFERRED --Publisher--> PUBLISHING
 *             --message executed--> SEALING --proven--> ACTIVE --> OVER          any of them --> FAILED
 * </pre>
 *
 * <p>Sources: filecoin-project/curio {@code market/mk12}, {@code lib/robusthttp}; what each step may refuse is in
 * {@link io.whypfs.devnet.provider.OfferCheck}. A deal's row is on disk before its proposal is answered.
 */
@NullMarked
package io.whypfs.devnet.provider;

import org.jspecify.annotations.NullMarked;
