package io.whypfs.devnet.rpc;

/** An error for the envelope: a code and the text that clients match. */
public final class RpcError extends Exception {

    public static final int PARSE = -32700;
    public static final int NOT_A_REQUEST = -32600;
    public static final int NO_SUCH_METHOD = -32601;
    public static final int BAD_PARAMS = -32602;
    /** What Lotus answers to nearly everything else. */
    public static final int GENERAL = 1;

    public static final int ACTOR_NOT_FOUND = 11;
    private final int code;

    public RpcError(int code, String message) {
        super(message);
        this.code = code;
    }

    public static RpcError general(String message) {
        return new RpcError(GENERAL, message);
    }

    public int code() {
        return code;
    }
}
