package io.whypfs.filecoin.mk12;

/** Form of the deal message; the newer one carries two more fields. */
public enum ProtocolVersion {
    V1_2_0("/fil/storage/mk/1.2.0"),
    V1_2_1("/fil/storage/mk/1.2.1");

    private final String streamProtocol;

    ProtocolVersion(String streamProtocol) {
        this.streamProtocol = streamProtocol;
    }

    /** The libp2p protocol that speaks this form; over HTTPS the newest is sent. */
    public String streamProtocol() {
        return streamProtocol;
    }
}
