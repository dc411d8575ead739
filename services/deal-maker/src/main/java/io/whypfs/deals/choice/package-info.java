/**
 * Which providers are offered a piece.
 *
 * <p>{@link io.whypfs.deals.choice.ProviderChoice} is a pure function: the
 * {@link io.whypfs.deals.choice.ChoiceQuestion} holds all candidates with their evidence, the policy and the seed; the
 * {@link io.whypfs.deals.choice.Choice} says of each candidate in one sentence why it was picked or left out. Question and
 * answer are stored as one JSON text from which the answer can be computed again.
 * {@link io.whypfs.deals.choice.ChoiceDesk} makes the question from the registry and the settings.
 */
@NullMarked
package io.whypfs.deals.choice;

import org.jspecify.annotations.NullMarked;
