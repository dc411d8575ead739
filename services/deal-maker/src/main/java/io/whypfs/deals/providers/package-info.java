/**
 * The storage providers the deal-maker knows: what the chain, they themselves, the operator and our own deals say.
 *
 * <p>Providers come from the settings and from REST. The job {@code provider-refresh} asks the chain where each is reached
 * and the provider for its terms. The deal-maker records {@link io.whypfs.deals.providers.Evidence} on its own transaction;
 * counters and the last events are kept. {@link io.whypfs.deals.providers.Provider} is the picture of one of them at a
 * time, and says in one sentence whether it can get deals and why not.
 */
@NullMarked
package io.whypfs.deals.providers;

import org.jspecify.annotations.NullMarked;
