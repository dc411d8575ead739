/**
 * deal-maker: will bring what WhyPFS stores to Filecoin's storage providers.
 *
 * <p>So far it stands on the topic of contents and remembers what deals will have to hold; see {@code contents}.
 */
@NullMarked
package io.whypfs.deals;

import org.jspecify.annotations.NullMarked;
