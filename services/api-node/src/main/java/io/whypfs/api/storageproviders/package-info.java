/**
 * Storage providers, the wallet and the making of deals, as the deal-maker keeps them.
 *
 * <p>Everybody sees providers in V1's shapes ({@code /public/miners}): registry and asks from the deal-maker, counts and deals
 * from the facts kept here. Administrators steer: {@code /admin/providers}, {@code /admin/wallet}, {@code
 * /admin/deal-making} pass what they want to the deal-maker, and its answer back.
 */
@NullMarked
package io.whypfs.api.storageproviders;

import org.jspecify.annotations.NullMarked;
