package io.whypfs.devnet.chain;

/** A message or request that the chain does not take; the text is what a node would say. */
public final class Refused extends Exception {

    public Refused(String message) {
        super(message);
    }
}
