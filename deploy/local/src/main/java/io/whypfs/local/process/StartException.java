package io.whypfs.local.process;

/** Something could not be started; the message is one clear sentence for the person at the keyboard. */
public final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param sentence names the thing and says what to do */
    public StartException(String sentence) {
        super(sentence);
    }

    /** @param sentence names the thing and says what to do */
    public StartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
