/**
 * Sees to it that each piece has as many deals as it should: the one owner of repair.
 *
 * <p>{@link io.whypfs.deals.replication.Replication} looks at pieces that are due. Whether deals may be made at all is the
 * {@link io.whypfs.deals.replication.DealMaking} gate's word: the operator's switch, the chain node, our own front door.
 * Then it counts, asks whether the wallet can pay, has providers chosen, and keeps the plan; the deals in it are carried
 * out by {@code tracking}. Whatever it comes to, the piece says why, what next and when.
 */
@NullMarked
package io.whypfs.deals.replication;

import org.jspecify.annotations.NullMarked;
