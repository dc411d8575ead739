/**
 * The keys that sign for this installation.
 *
 * <p>Keys lie in the table {@code wallet_accounts}, each encrypted with a key derived from {@code whypfs.wallet.secret}, and
 * are opened once, at start. Who wants a signature hands bytes to {@link io.whypfs.deals.wallet.Wallet}; no key leaves the
 * package but by an export that an operator asks for. One account is the default, which new deals are made from.
 */
@NullMarked
package io.whypfs.deals.wallet;

import org.jspecify.annotations.NullMarked;
