package io.whypfs.deals.chain;

import java.util.Locale;

/** Why the chain gave no answer; the message is one sentence for the operator. The kind says what helps. */
public abstract sealed class ChainException extends Exception {

    ChainException(String message) {
        super(message);
    }

    ChainException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether the same question may be answered later without anyone doing anything. */
    public abstract boolean isPassing();

    /** What happens next, as a sentence without a time. */
    public String next() {
        return isPassing()
                ? "The node is asked again."
                : "Deal making goes on when the setting or the node is corrected.";
    }

    /** No node is set. */
    public static final class NoNode extends ChainException {
        public NoNode() {
            super("No chain node is configured; set whypfs.chain.url.");
        }

        @Override
        public boolean isPassing() {
            return false;
        }
    }

    /** The node does not answer, answers too late or asks to wait. Whether it has done what was asked is not known. */
    public static final class NodeUnreachable extends ChainException {
        public NodeUnreachable(String message) {
            super(message);
        }

        public NodeUnreachable(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public boolean isPassing() {
            return true;
        }
    }

    /** The node's head is too old for decisions. */
    public static final class NodeBehind extends ChainException {
        public NodeBehind(String message) {
            super(message);
        }

        @Override
        public boolean isPassing() {
            return true;
        }
    }

    /** The node follows another chain than the one that is set. */
    public static final class WrongNetwork extends ChainException {
        public WrongNetwork(String message) {
            super(message);
        }

        @Override
        public boolean isPassing() {
            return false;
        }
    }

    /** The node understood the question and said no. */
    public static final class NodeRefused extends ChainException {
        private static final int ACTOR_NOT_FOUND = 11;

        private final String method;
        private final int code;
        private final String text;

        /** @param text the node's own words */
        public NodeRefused(String method, int code, String text) {
            super("The chain node refused " + method + " with code " + code + ": " + text);
            this.method = method;
            this.code = code;
            this.text = text;
        }

        public String method() {
            return method;
        }

        /** The code of the JSON-RPC error, or the HTTP status when there was no such error. */
        public int code() {
            return code;
        }

        public String text() {
            return text;
        }

        /** Nobody on this chain has the address. */
        public boolean isActorNotFound() {
            return code == ACTOR_NOT_FOUND || says("actor not found");
        }

        /** Whether the node's words hold these, in any case. */
        public boolean says(String words) {
            return text.toLowerCase(Locale.ROOT).contains(words);
        }

        @Override
        public boolean isPassing() {
            return false;
        }

        @Override
        public String next() {
            return "It is tried again, and the operator can look into the node's log.";
        }
    }

    /** The answer has not the shape that the method has. */
    public static final class BadNodeAnswer extends ChainException {
        public BadNodeAnswer(String method, String what) {
            super("The chain node's answer to " + method + " cannot be used: " + what);
        }

        public BadNodeAnswer(String method, String what, Throwable cause) {
            super("The chain node's answer to " + method + " cannot be used: " + what, cause);
        }

        @Override
        public boolean isPassing() {
            return false;
        }

        @Override
        public String next() {
            return "The node is asked again; a node of another kind or version may be needed.";
        }
    }
}
