package io.whypfs.deals.choice;

/**
 * Numbers a choice is made by.
 *
 * @param maxInFlight deals under way at one provider at most, of any piece
 * @param differentOwners whether two providers of one owner are avoided while others are left
 */
public record ChoicePolicy(int maxInFlight, boolean differentOwners) {}
