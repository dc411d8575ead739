package io.whypfs.deals.protocol;

/** Why no protocol reaches a provider. */
public final class Unspoken {

    private Unspoken() {}

    /** One sentence about an endpoint without a web server. */
    public static String why(ProviderEndpoint endpoint) {
        if (!endpoint.addresses().isEmpty()) {
            return "The provider speaks only libp2p, which this version does not.";
        }
        if (!endpoint.unreadable().isEmpty()) {
            return "The provider's address on the chain cannot be read: "
                    + endpoint.unreadable().getFirst();
        }
        return endpoint.peerId().isPresent()
                ? "The provider has no address on the chain, only a peer id, and looking that up needs libp2p, "
                        + "which this version does not speak."
                : "The provider has neither an address nor a peer id on the chain.";
    }
}
